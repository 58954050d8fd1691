import ALBController
import Admission
import Check
import Documents
import JSON
import Kubernetes
import Manifests
import Rules

/// Fixes texts as `check --fix` does.
struct FixBench {
    var settings = Settings()
    var context = ClusterSnapshot.empty
    var now: Int?

    func judge(_ files: [ManifestFile]) -> CheckRun {
        var finder = ObjectFinder(namespace: "default")
        for (index, file) in files.enumerated() { finder.read(file, at: index, mustHoldObjects: false) }
        return Checker(catalog: .standard, settings: settings, context: context, now: now)
            .judge(finder.objects, in: files, completeKinds: finder.listedKinds)
    }

    func read(_ texts: [String]) -> CheckRun {
        judge(
            texts.enumerated().map { index, text in
                ManifestReader.read(InputFiles.File(name: "\(index)", bytes: Array(text.utf8)))
            }
        )
    }

    func fix(_ texts: [String]) -> FixResult { Fixer(judge: judge).fix(read(texts)) }

    /// The text after all fixes.
    func fixed(_ text: String) -> String {
        fix([text]).files.first.map { String(decoding: $0.new, as: UTF8.self) } ?? text
    }
}
