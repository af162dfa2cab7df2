package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.internal.response.ParsedResponse;
import io.github.kycsharing.internal.response.ResponseReader;
import io.github.kycsharing.internal.transport.LoopbackCall;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.validation.KycValidator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The warm-up of a client: what it loads, what it leaves alone, and how it ends. */
@Timeout(60)
class WarmUpTest {
    private final List<Runnable> submitted = new ArrayList<>();

    @Test
    void loopbackCallReturnsThePreparedResponse() throws Exception {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        ParsedResponse parsed = new ResponseReader().read(LoopbackCall.post(body, "{\"code\":\"000000\"}"));

        assertThat(parsed)
                .isInstanceOfSatisfying(
                        ParsedResponse.Parsed.class,
                        readable -> assertThat(readable.response().code().isSuccess())
                                .isTrue());
    }

    @ParameterizedTest
    @EnumSource(BrokerType.class)
    void validatesARecordWithAViolation(BrokerType brokerType) {
        KycValidator validator = new KycValidator(brokerType, TestRecords.KEY, List.of());
        List<ShareKycRequest> validated = new ArrayList<>();

        new WarmUp(validated::add).startOn(Runnable::run);

        assertThat(validated)
                .singleElement()
                .satisfies(request -> assertThat(validator.validate(request)).isNotEmpty());
    }

    @Test
    void usesNeitherSecretNorRequestNumbersNorHttpClient() {
        AtomicInteger uses = new AtomicInteger();
        KycSharingClientBuilder builder = KycSharingClient.builder()
                .bizEntityKey(TestRecords.KEY)
                .brokerType(BrokerType.KZ_ENTITY)
                .secret(() -> "secret" + uses.incrementAndGet())
                .requestNoGenerator(() -> "no" + uses.incrementAndGet())
                .beforeSend(customer -> uses.incrementAndGet())
                .okHttp(http -> http.addInterceptor(chain -> {
                    uses.incrementAndGet();
                    return chain.proceed(chain.request());
                }));

        builder.warmUpExecutor(Runnable::run).build().close();

        assertThat(uses).hasValue(0);
    }

    @Test
    void closedClientLeavesNoThreadBehind() {
        TestClients.standard("http://localhost:1").build().close();

        await().until(() -> threads().noneMatch(thread -> thread.getName().equals(WarmUp.THREAD)));
    }

    @Test
    void everyClientSubmitsItsWarmUpOnce() {
        for (int i = 0; i < 2; i++) {
            TestClients.standard("http://localhost:1")
                    .warmUpExecutor(submitted::add)
                    .build()
                    .close();
        }

        assertThat(submitted).hasSize(2);
    }

    @Test
    void doesNotStartOnceItIsClosed() {
        List<ShareKycRequest> validated = new ArrayList<>();
        WarmUp warmUp = new WarmUp(validated::add);

        warmUp.startOn(submitted::add);
        warmUp.close();
        submitted.get(0).run();

        assertThat(validated).isEmpty();
    }

    @Test
    void closeWaitsForARunningWarmUp() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        WarmUp warmUp = new WarmUp(request -> {
            running.countDown();
            await().until(() -> released.getCount() == 0);
        });
        warmUp.startOn(WarmUp::onNewThread);
        running.await();
        Thread closing = new Thread(warmUp::close);
        closing.start();

        await().until(() -> closing.getState() == Thread.State.BLOCKED);
        released.countDown();

        closing.join();
    }

    @Test
    void clientIsBuiltIfTheExecutorRejectsTheWarmUp() {
        AtomicInteger rejected = new AtomicInteger();

        try (KycSharingClient client = TestClients.standard("http://localhost:1")
                .warmUpExecutor(task -> {
                    rejected.incrementAndGet();
                    throw new RejectedExecutionException("full");
                })
                .build()) {
            assertThat(client.name()).isEqualTo("default");
        }

        assertThat(rejected).hasValue(1);
    }

    @Test
    void submitsNothingIfItIsDisabled() {
        TestClients.standard("http://localhost:1")
                .warmUp(false)
                .warmUpExecutor(submitted::add)
                .build()
                .close();

        assertThat(submitted).isEmpty();
    }

    private static Stream<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream();
    }
}
