/// What the PEM text of a private key comes to.
enum KeyReading {
    case key(PrivateKey)
    case problem(KeyPairInspection.Problem)
    /// SM2.
    case passedOver

    init(_ text: [UInt8]) {
        let (blocks, damage) = PEMBlock.all(in: text)
        guard let block = blocks.first(where: \.isPrivateKey) else {
            self = .problem(damage == nil ? .noKey(found: blocks.first?.label) : .malformedKey)
            return
        }
        guard !block.isEncrypted else {
            self = .problem(.encryptedKey)
            return
        }
        do throws(CertificateError) {
            self = .key(try PrivateKey(der: block.bytes))
        } catch {
            switch error {
            case .encryptedPrivateKey: self = .problem(.encryptedKey)
            case .unsupportedPrivateKey(KeyShape.sm2Name): self = .passedOver
            case .unsupportedPrivateKey(let name): self = .problem(.uncheckedKey(name))
            default: self = .problem(.malformedKey)
            }
        }
    }
}
