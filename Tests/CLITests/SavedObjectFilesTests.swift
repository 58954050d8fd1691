import ALBController
import Admission
import ClusterContext
import Foundation
import Glibc
import Kubernetes
import TestSupport
import Testing
import Webhook

@testable import CLI

/// `--objects` of a running server.
struct SavedObjectFilesTests {
    private let console = Console(out: { _ in }, err: { _ in })
    private let service = """
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "NAME", "namespace": "default"}}
        """

    private func write(_ name: String, to folder: TemporaryFolder) throws {
        try folder.write("services.json", Array(service.replacing("NAME", with: name).utf8))
    }

    @Test func theEngineIsMadeAgainWhenAFileHasChanged() throws {
        let folder = try TemporaryFolder(["config.json": "{}"])
        try write("a", to: folder)
        let objects = try #require(SavedObjectFiles([folder.path], console))
        let read = ReviewerFiles(settings: folder.file("config.json"), objects).source
        let first = try read().get()
        #expect(first.reviewer.snapshot.names(of: .service).map(\.name) == ["a"])
        #expect(try read().get().configuration == first.configuration)
        try write("b", to: folder)
        let second = try read().get()
        #expect(second.configuration != first.configuration)
        #expect(second.reviewer.snapshot.names(of: .service).map(\.name) == ["b"])
        try folder.write("config.json", Array(#"{"profile": "lbc"}"#.utf8))
        let third = try read().get()
        #expect(third.reviewer.settings.profile == .lbc && third.configuration != second.configuration)
        #expect(third.reviewer.snapshot.count(of: .service) == 1)
        try folder.write("services.json", Array("[1".utf8))
        guard case .failure(let problem) = read() else {
            Issue.record("a broken file is taken into use")
            return
        }
        #expect(problem.text.contains("services.json:1:"))
    }

    @Test func objectsForALiveContextKeepTheirKinds() throws {
        let folder = try TemporaryFolder([
            "list.json": """
            {"apiVersion": "v1", "kind": "List", "items": [
             {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": "terway", "namespace": "k"}},
             {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "namespace": "default"}}]}
            """,
            "none.json": #"{"apiVersion": "alibabacloud.com/v1", "kind": "AlbConfigList", "items": []}"#,
        ])
        try write("a", to: folder)
        let objects = try #require(SavedObjectFiles([folder.path], console))
        let saved = try objects.read().get()
        #expect(saved.knownKinds == [.service, .albConfig])
        #expect(saved.objects.map(\.kind) == [.daemonSet, .service])
        #expect(try objects.read().get().contentHash == saved.contentHash)
        try write("b", to: folder)
        #expect(try objects.read().get().contentHash != saved.contentHash)
    }

    /// As `--objects <(kubectl get ...)` gives it; a folder may get anything while the server runs.
    @Test func aPipeIsReadOnceAndNeverWaitedForLater() throws {
        let folder = try TemporaryFolder()
        let pipe = folder.file("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        let text = Array(service.utf8)
        let writer = Thread {
            let end = open(pipe, O_WRONLY)
            text.withUnsafeBytes { _ = Glibc.write(end, $0.baseAddress, $0.count) }
            close(end)
        }
        writer.start()
        let objects = try #require(SavedObjectFiles([pipe], console))
        for _ in 0..<3 { #expect(try objects.snapshot().get().count(of: .service) == 1) }
        let hash = try objects.fingerprint().get()
        #expect(try objects.fingerprint().get() == hash)

        try write("a", to: folder)
        let files = try #require(SavedObjectFiles([folder.path], console))
        #expect(try files.snapshot().get().count(of: .service) == 1)
        try #require(mkfifo(folder.file("late.json"), 0o600) == 0)
        guard case .failure(let problem) = files.fingerprint() else {
            Issue.record("a pipe is taken for a file")
            return
        }
        #expect(problem.text == "\(folder.file("late.json")): is not a regular file")
    }

    @Test func standardInputIsReadOnce() throws {
        var reads = 0
        let console = Console(
            out: { _ in },
            err: { _ in },
            input: {
                reads += 1
                return Array(service.utf8)
            }
        )
        let objects = try #require(SavedObjectFiles(["-"], console))
        for _ in 0..<3 { #expect(try objects.snapshot().get().count(of: .service) == 1) }
        #expect(reads == 1 && SavedObjectFiles([], console) == nil)
    }
}
