package io.github.kycsharing.benchmarks;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import io.github.kycsharing.validation.KycValidator;
import io.github.kycsharing.validation.KycViolation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Measures the steps that prepare a record for the wire. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class PrepareBenchmark {
    @Param("1600")
    int bytes;

    private ShareKycRequest request;
    private KycInfo record;
    private KycValidator validator;
    private RequestSigner signer;
    private KycSharingClient withoutWire;

    @Setup
    public void setUp() {
        request = SyntheticRecords.request(bytes);
        record = SyntheticRecords.ofBytes(bytes);
        validator = new KycValidator(BrokerType.STANDARD, SyntheticRecords.BIZ_ENTITY_KEY, List.of());
        signer = RequestSigner.hmacSha256(SyntheticRecords.SECRET);
        withoutWire = KycSharingClient.builder()
                .bizEntityKey(SyntheticRecords.BIZ_ENTITY_KEY)
                .secret(SyntheticRecords.SECRET)
                .brokerType(BrokerType.STANDARD)
                .notifyUrl("https://broker.example.com/kyc/notify")
                .transport(new RespondsAtOnce())
                .build();
    }

    @TearDown
    public void tearDown() {
        withoutWire.close();
    }

    @Benchmark
    public String serialiseAndSign() {
        return signer.sign(KycJson.write(request));
    }

    @Benchmark
    public List<KycViolation> validate() {
        return validator.validate(request);
    }

    /** The client's steps in their order. */
    @Benchmark
    public String prepare() {
        List<KycViolation> violations = validator.validate(request);
        if (!violations.isEmpty()) {
            throw new IllegalStateException("The synthetic record is invalid: " + violations);
        }
        return signer.sign(KycJson.write(request));
    }

    /** The complete client without the wire: preparation, delivery, reading of the response. */
    @Benchmark
    public ShareResult clientWithoutWire() {
        return withoutWire.share(record);
    }

    private static final class RespondsAtOnce implements ExchangeTransport {
        private final byte[] response =
                "{\"code\":\"000000\",\"message\":null,\"messageDetail\":null,\"data\":null,\"success\":true}"
                        .getBytes(StandardCharsets.UTF_8);

        @Override
        public TransportResponse send(TransportRequest request) {
            return new TransportResponse(200, response, false, Optional.empty());
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
