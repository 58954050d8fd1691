import JSON
import Certificates
import Kubernetes

/// PEM text is a chain and a key; DER, which begins with a sequence, is made into each.
func fuzzKeys(_ input: [UInt8]) {
    if input.first == 0x30 {
        let base64 = Base64.encode(input)
        judge(certificate: pem("CERTIFICATE", base64), key: pem("PRIVATE KEY", base64))
    } else {
        judge(certificate: input, key: input)
    }
}

private func judge(certificate: [UInt8], key: [UInt8]) {
    let inspection = KeyPairInspection(certificate: certificate, key: key)
    if let leaf = inspection.leaf {
        for name in leaf.names.names.prefix(4) { expect(leaf.names.covers(name), "a name does not cover itself") }
    }
    _ = try? Certificate.all(pem: certificate).map(\.dnsNames)
    guard let read = try? PrivateKey(pem: key) else {
        let isSaid = inspection.problems.contains { problem in
            switch problem {
            case .noKey, .malformedKey, .encryptedKey, .uncheckedKey: true
            default: false
            }
        }
        // SM2 alone is passed over.
        expect(isSaid || contains(key, "PRIVATE KEY"), "a key that is not read and not spoken of")
        return
    }
    guard let written = try? read.pem() else { return }
    expect((try? PrivateKey(pem: written)) != nil, "a key that cannot be read again")
}

private func pem(_ label: String, _ base64: String) -> [UInt8] {
    var text = "-----BEGIN \(label)-----\n"
    var rest = Substring(base64)
    while !rest.isEmpty {
        text += rest.prefix(64) + "\n"
        rest = rest.dropFirst(64)
    }
    return Array((text + "-----END \(label)-----\n").utf8)
}

private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    bytes.firstRange(of: Array(text.utf8)) != nil
}
