import Certificates
import Glibc
import Testing

/// Keys of shapes that libcrypto computes for seconds or minutes on, in a Secret that anybody may send.
struct HostileKeyTests {
    struct Shape: CustomTestStringConvertible {
        var testDescription: String
        var der: [UInt8]
        /// Nil: cannot be decoded.
        var name: String?
    }

    private static let dsa40000 = Shape(
        testDescription: "DSA of 40 000 bits",
        der: DERText.pkcs8(
            DERText.dsa
                + DERText.sequence(
                    DERText.integer(bits: 40_000),
                    DERText.integer(bits: 39_992),
                    DERText.integer(bits: 39_992)
                ),
            DERText.integer(bits: 39_992)
        ),
        name: "a key of 20045 bytes"
    )

    static let shapes = [
        dsa40000,
        Shape(
            testDescription: "DSA of 16 000 bits",
            der: DERText.pkcs8(
                DERText.dsa
                    + DERText.sequence(
                        DERText.integer(bits: 16_000),
                        DERText.integer(bits: 15_992),
                        DERText.integer(bits: 15_992)
                    ),
                DERText.integer(bits: 15_992)
            ),
            name: "a DSA key"
        ),
        Shape(
            testDescription: "DSA in its old form",
            der: DERText.sequence(
                DERText.small(0),
                DERText.integer(bits: 16_000),
                DERText.integer(bits: 256),
                DERText.integer(bits: 16_000),
                DERText.integer(bits: 16_000),
                DERText.integer(bits: 256)
            ),
            name: "a DSA key"
        ),
        Shape(
            testDescription: "DH with a long exponent",
            der: DERText.pkcs8(
                DERText.dh + DERText.sequence(DERText.integer(bits: 8000), DERText.small(2)),
                DERText.integer(bits: 80_000)
            ),
            name: "a DH key"
        ),
        Shape(
            testDescription: "RSA of 65 536 bits",
            der: DERText.rsaKey(bits: 65_536),
            name: "a key of 36912 bytes"
        ),
        Shape(
            testDescription: "RSA of 24 000 bits",
            der: DERText.rsaKey(bits: 24_000),
            name: "an RSA key of 24000 bits"
        ),
        Shape(
            testDescription: "RSA with a long exponent",
            der: DERText.rsaKey(bits: 16_384, exponentBits: 16_384),
            name: "an RSA key with an exponent of 16384 bits"
        ),
        Shape(
            testDescription: "RSA of many primes",
            der: DERText.rsaKey(bits: 4096, version: 1),
            name: "an RSA key of more than two primes"
        ),
        Shape(
            testDescription: "RSA whose other numbers are longer than the modulus may be",
            der: DERText.sequence(
                DERText.small(0),
                DERText.integer(bits: 2048),
                DERText.small(3),
                DERText.integer(bits: 40_000),
                DERText.small(1),
                DERText.small(1),
                DERText.small(1),
                DERText.small(1),
                DERText.small(1)
            )
        ),
        Shape(
            testDescription: "EC with explicit parameters outside",
            der: DERText.pkcs8(
                DERText.ec + DERText.sequence(DERText.small(1), DERText.integer(bits: 60_000)),
                DERText.sequence(DERText.small(1), DERText.octets([1, 2, 3]))
            ),
            name: "an EC key with explicit parameters"
        ),
        Shape(
            testDescription: "EC with explicit parameters inside",
            der: DERText.pkcs8(
                DERText.ec + DERText.p256,
                DERText.sequence(
                    DERText.small(1),
                    DERText.octets([1, 2, 3]),
                    DERText.element(0xA0, DERText.sequence(DERText.small(1), DERText.integer(bits: 60_000)))
                )
            ),
            name: "an EC key with explicit parameters"
        ),
        Shape(
            testDescription: "EC with two curves",
            der: DERText.pkcs8(
                DERText.ec + DERText.p256,
                DERText.sequence(
                    DERText.small(1),
                    DERText.octets([1, 2, 3]),
                    DERText.element(0xA0, DERText.p384)
                )
            )
        ),
        Shape(
            testDescription: "EC with a long secret",
            der: DERText.pkcs8(
                DERText.ec + DERText.p256,
                DERText.sequence(DERText.small(1), DERText.octets([UInt8](repeating: 1, count: 15_000)))
            )
        ),
        Shape(
            testDescription: "an unknown algorithm",
            der: DERText.pkcs8(DERText.unknown + DERText.integer(bits: 60_000), DERText.integer(bits: 60_000)),
            name: "a key of an unknown algorithm (1.2.452.646)"
        ),
    ]

    @Test(arguments: shapes)
    func areNeverComputedWith(_ shape: Shape) throws {
        let pem = DERText.pem("PRIVATE KEY", shape.der)
        let start = clock()
        let problems = KeyPairInspection(certificate: [], key: pem).problems
        let error = #expect(throws: CertificateError.self) { try PrivateKey(pem: pem) }
        // 51 s of CPU for the first of them when libcrypto decodes it.
        #expect(clock() - start < CLOCKS_PER_SEC)
        #expect(problems.last == shape.name.map { .uncheckedKey($0) } ?? .malformedKey)
        #expect(error == shape.name.map { .unsupportedPrivateKey($0) } ?? error)
    }

    static let publicKeys = [
        (DERText.dsa + DERText.sequence(DERText.integer(bits: 40_000)), DERText.integer(bits: 40_000), "a DSA key"),
        (DERText.dh + DERText.sequence(DERText.integer(bits: 40_000)), DERText.integer(bits: 40_000), "a DH key"),
        (
            DERText.rsa + [5, 0], DERText.sequence(DERText.integer(bits: 65_536), DERText.small(3)),
            "an RSA key of 65536 bits"
        ),
        (
            DERText.ec + DERText.sequence(DERText.small(1), DERText.integer(bits: 4000)), [4, 1, 2],
            "an EC key with explicit parameters"
        ),
        (DERText.unknown, [1], "a key of an unknown algorithm (1.2.452.646)"),
    ]

    @Test(arguments: publicKeys)
    func noMoreThanThoseInCertificates(_ algorithm: [UInt8], _ key: [UInt8], _ name: String) throws {
        let pem = DERText.pem("CERTIFICATE", DERText.certificate(algorithm, key))
        let start = clock()
        let inspection = KeyPairInspection(certificate: pem + pem, key: [])
        #expect(clock() - start < CLOCKS_PER_SEC)
        #expect(inspection.problems.first == .uncheckedCertificate(1, key: name))
        #expect(inspection.leaf == nil)
        #expect(throws: CertificateError.unsupportedCertificate(key: name)) { try Certificate.all(pem: pem) }
    }
}
