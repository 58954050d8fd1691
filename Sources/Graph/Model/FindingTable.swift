import ALBController
import Admission
import Kubernetes
import Routes

/// The findings of all objects, each handed out to the part of the graph that it belongs to.
struct FindingTable {
    /// By object and rank; a path's are with the rules that it makes.
    private(set) var all: [Finding] = []
    private var objects: [ObjectReference: [Int]] = [:]
    private var paths: [ObjectName: [PathPlace: [Int]]] = [:]
    /// Those that some part of the graph has.
    private(set) var taken: Set<Int> = []
    private var owners: [ObjectReference] = []
    /// The first of an object that stops its ALB.
    private var stops: [ObjectReference: Int] = [:]

    private struct PathPlace: Hashable {
        var rule: Int
        var path: Int

        /// Nil for a field that is in no path.
        init?(_ field: FieldPath) {
            let parts = field.components.prefix(6)
            guard parts.count == 6, case .element(let rule, _) = parts[2], case .element(let path, _) = parts[5],
                parts[1] == .key("rules"), parts[4] == .key("paths")
            else { return nil }
            self.rule = rule
            self.path = path
        }

        init(_ rule: ModelRule) {
            self.rule = rule.ruleIndex
            path = rule.pathIndex
        }
    }

    /// `stopsALB` says so of a finding.
    init(_ findings: [ObjectReference: [Finding]], stopsALB: (Finding) -> Bool) {
        for (object, list) in findings.sorted(by: { $0.key < $1.key }) {
            for finding in list {
                objects[object, default: []].append(all.count)
                if object.kind == .ingress, let place = PathPlace(finding.place.field) {
                    paths[object.name, default: [:]][place, default: []].append(all.count)
                }
                if stops[object] == nil, stopsALB(finding) { stops[object] = all.count }
                all.append(finding)
                owners.append(object)
            }
        }
    }

    func stop(by object: ObjectReference) -> RouteStop? {
        stops[object].map { RouteStop(object: object, field: all[$0].place.field, findings: [all[$0].message]) }
    }

    func denials(of object: ObjectReference) -> [String] {
        (objects[object] ?? []).lazy.map { all[$0] }.filter { $0.severity == .deny }.map(\.message)
    }

    /// Those of the path that a rule is made of.
    mutating func take(_ rule: ModelRule) -> [Int] {
        guard let found = paths[rule.ingress]?[PathPlace(rule)] else { return [] }
        taken.formUnion(found)
        return found
    }

    /// Those of an object that no rule has taken.
    mutating func take(_ object: ObjectReference) -> [Int] {
        let found = (objects[object] ?? []).filter { !taken.contains($0) }
        taken.formUnion(found)
        return found
    }

    /// What nobody has taken.
    var rest: [(object: ObjectReference, finding: Finding)] {
        all.indices.filter { !taken.contains($0) }.map { (owners[$0], all[$0]) }
    }
}
