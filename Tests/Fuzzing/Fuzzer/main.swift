import CLibFuzzer
import Glibc

// Fuzzer TARGET [libFuzzer's flags] FOLDER...

guard Selected.target != nil else {
    print("usage: Fuzzer TARGET [FLAG]... [FOLDER]...\ntargets: \(FuzzTarget.all.keys.sorted().joined(separator: " "))")
    exit(64)
}
// libFuzzer must not see the target's name; it starts no process of its own as long as neither -jobs nor -fork is given.
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
var count = CommandLine.argc - 1
exit(
    LLVMFuzzerRunDriver(&count, &arguments) { data, size in
        Selected.target?.run(Array(UnsafeBufferPointer(start: data, count: size)))
        return 0
    }
)
