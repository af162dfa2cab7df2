package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.answer.internal.AnswerReader;
import io.github.kycsharing.answer.internal.Reading;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.transport.internal.Rehearsal;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is made ready before the first call, and what is left alone. */
class WarmUpTest {
    @Test
    void aRehearsalGoesAllTheWayWithoutAWire() throws Exception {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        Reading reading = new AnswerReader().read(Rehearsal.run(body, "{\"code\":\"000000\"}"));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Answered.class,
                        answered ->
                                assertThat(answered.answer().code().isSuccess()).isTrue());
    }

    @Test
    void neitherTheSecretNorTheRequestNumbersNorTheHttpClientAreAskedForAnything() {
        AtomicInteger asked = new AtomicInteger();
        KycSharingClientBuilder builder = KycSharingClient.builder()
                .bizEntityKey(TestRecords.KEY)
                .brokerType(BrokerType.KZ_ENTITY)
                .secret(() -> "secret" + asked.incrementAndGet())
                .requestNos(() -> "no" + asked.incrementAndGet())
                .beforeSending(customer -> asked.incrementAndGet())
                .okHttp(http -> http.addInterceptor(chain -> {
                    asked.incrementAndGet();
                    return chain.proceed(chain.request());
                }));

        builder.build().close();

        assertThat(asked).hasValue(0);
        assertThat(warmingUp()).isFalse();
    }

    @Test
    void withoutItThereIsNoThread() {
        try (KycSharingClient client =
                TestClients.standard("http://localhost:1").warmUp(false).build()) {
            assertThat(client.name()).isEqualTo("default");
            assertThat(warmingUp()).isFalse();
        }
    }

    private static boolean warmingUp() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(WarmUp.THREAD));
    }
}
