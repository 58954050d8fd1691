/// Makes the program of a ``PathRegex``; trees are no deeper than the parser lets them be.
struct RegexCompiler {
    private(set) var program: [PathRegex.Step] = []
    /// Repeated nothings make no program, and take their time all the same.
    private var work = 0

    /// False when the program would be too long.
    mutating func add(_ tree: RegexTree) -> Bool {
        work += 1
        guard work <= 4 * PathRegex.programLimit, program.count < PathRegex.programLimit else { return false }
        switch tree {
        case .byte(let set): program.append(.byte(set))
        case .start: program.append(.start)
        case .end: program.append(.end)
        case .sequence(let parts): return parts.allSatisfy { add($0) }
        case .either(let all): return addEither(all)
        case .times(let inner, let least, let most): return addTimes(inner, least, most)
        }
        return true
    }

    private mutating func addEither(_ all: [RegexTree]) -> Bool {
        var jumps: [Int] = []
        for (index, one) in all.enumerated() {
            let fork = program.count
            let isLast = index == all.count - 1
            if !isLast { program.append(.jump(0)) }
            guard add(one) else { return false }
            guard !isLast else { break }
            jumps.append(program.count)
            program.append(.jump(0))
            program[fork] = .fork(fork + 1, program.count)
        }
        for jump in jumps { program[jump] = .jump(program.count) }
        return true
    }

    private mutating func addTimes(_ inner: RegexTree, _ least: Int, _ most: Int?) -> Bool {
        for _ in 0..<least { guard add(inner) else { return false } }
        guard let most else {
            let fork = program.count
            program.append(.jump(0))
            guard add(inner) else { return false }
            program.append(.jump(fork))
            program[fork] = .fork(fork + 1, program.count)
            return true
        }
        var forks: [Int] = []
        for _ in least..<max(least, most) {
            forks.append(program.count)
            program.append(.jump(0))
            guard add(inner) else { return false }
        }
        for fork in forks { program[fork] = .fork(fork + 1, program.count) }
        return true
    }
}
