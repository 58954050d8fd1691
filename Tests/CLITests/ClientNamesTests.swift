import Certificates
import TestSupport
import Testing
import TLS
import Webhook

@testable import CLI

/// `--client-allowed-names` and `--client-allowed-names-file`.
struct ClientNamesTests {
    private func source(_ arguments: [String]) throws -> CertificateFiles.Source<TLSContext.ClientAuthentication>? {
        try CertificateFiles.clients(Options(arguments, known: ServeOptions.all) { _ in nil })
    }

    @Test func namesOfAFileAreReadAgain() throws {
        let folder = try CLITests.TemporaryFolder()
        try folder.write("ca.crt", Certificates.authority().certificatePEM)
        try folder.write("names", Array("kube-apiserver\n# a comment\n\n front-proxy , other\r\n".utf8))
        let read = try #require(
            try source(["--client-ca-file", folder.file("ca.crt"), "--client-allowed-names-file", folder.file("names")])
        )
        #expect(try read().get().allowedNames == ["kube-apiserver", "front-proxy", "other"])
        try folder.write("names", Array("next\n".utf8))
        #expect(try read().get().allowedNames == ["next"])
        for text in ["", "\n,\n", "# only\n"] {
            try folder.write("names", Array(text.utf8))
            guard case .failure(let problem) = read() else {
                Issue.record("taken: \(text)")
                continue
            }
            #expect(problem.text.hasSuffix("names: has no name in it"))
        }
    }

    @Test func namesOfTheFlag() throws {
        let folder = try CLITests.TemporaryFolder()
        try folder.write("ca.crt", Certificates.authority().certificatePEM)
        let flags = ["--client-ca-file", folder.file("ca.crt")]
        #expect(try source(flags)?().get().allowedNames == nil)
        #expect(try source(flags + ["--client-allowed-names", "a, b"])?().get().allowedNames == ["a", "b"])
    }
}
