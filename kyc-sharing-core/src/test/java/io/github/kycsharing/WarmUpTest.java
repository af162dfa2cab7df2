package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.internal.response.ParsedResponse;
import io.github.kycsharing.internal.response.ResponseReader;
import io.github.kycsharing.internal.transport.Rehearsal;
import io.github.kycsharing.model.BrokerType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is made ready before the first call, and what is left alone. */
class WarmUpTest {
    @Test
    void aRehearsalGoesAllTheWayWithoutAWire() throws Exception {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        ParsedResponse reading = new ResponseReader().read(Rehearsal.run(body, "{\"code\":\"000000\"}"));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        ParsedResponse.Parsed.class,
                        answered -> assertThat(answered.response().code().isSuccess())
                                .isTrue());
    }

    @Test
    void neitherTheSecretNorTheRequestNumbersNorTheHttpClientAreAskedForAnything() {
        AtomicInteger asked = new AtomicInteger();
        KycSharingClientBuilder builder = KycSharingClient.builder()
                .bizEntityKey(TestRecords.KEY)
                .brokerType(BrokerType.KZ_ENTITY)
                .secret(() -> "secret" + asked.incrementAndGet())
                .requestNoGenerator(() -> "no" + asked.incrementAndGet())
                .beforeSend(customer -> asked.incrementAndGet())
                .okHttp(http -> http.addInterceptor(chain -> {
                    asked.incrementAndGet();
                    return chain.proceed(chain.request());
                }));

        builder.warmUpExecutor(Runnable::run).build().close();

        assertThat(asked).hasValue(0);
    }

    @Test
    void aClosedClientLeavesNoThreadBehind() {
        TestClients.standard("http://localhost:1").build().close();

        await().until(() -> !warmingUp());
    }

    @Test
    void whatHasNotBegunWhenItIsClosedIsLeftToTheNextClient() {
        List<Runnable> given = new ArrayList<>();
        WarmUp.forget(BrokerType.STANDARD);

        WarmUp.start(BrokerType.STANDARD, given::add).close();
        given.get(0).run();
        WarmUp second = WarmUp.start(BrokerType.STANDARD, given::add);
        given.get(1).run();
        second.close();
        WarmUp.start(BrokerType.STANDARD, given::add).close();

        assertThat(given).as("the third client found it done").hasSize(2);
    }

    @Test
    void anExecutorThatRefusesLeavesItOut() {
        WarmUp.forget(BrokerType.STANDARD);
        Executor refusing = task -> {
            throw new RejectedExecutionException("full");
        };
        List<Runnable> given = new ArrayList<>();

        TestClients.standard("http://localhost:1")
                .warmUpExecutor(refusing)
                .build()
                .close();
        WarmUp.start(BrokerType.STANDARD, given::add).close();

        assertThat(given).hasSize(1);
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
