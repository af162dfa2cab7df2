package io.github.kycsharing.samples;

import io.github.kycsharing.spring.KycSharingClients;
import io.github.kycsharing.spring.KycSharingProperties;
import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.event.EventListener;

/**
 * The reviewer of the embedded exchange, who passes each customer of a durable submission some seconds after the import. After a restart,
 * the customers of earlier runs pass too, although the new exchange has no record of them.
 */
class SimulatedReview implements ApplicationRunner, DisposableBean {
    private static final int SECONDS = 3;

    private final KycExchangeSimulator exchange;
    private final KycSharingProperties configured;
    private final ApiKeys apiKeys;
    private final BlockingQueue<Runnable> reviews = new LinkedBlockingQueue<>();
    private final ExecutorService reviewer = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, reviews);
    private final Executor afterReview = CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS, reviewer);

    SimulatedReview(KycExchangeSimulator exchange, KycSharingProperties configured, ApiKeys apiKeys) {
        this.exchange = exchange;
        this.configured = configured;
        this.apiKeys = apiKeys;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        apiKeys.pending().forEach(customer -> review(customer.client(), customer.entityCustomerId()));
    }

    @EventListener
    void onSubmissionChanged(KycSubmissionChanged change) {
        if (change.state() == SubmissionState.IMPORTED) {
            change.client().ifPresent(client -> review(client, change.customer().entityCustomerId()));
        }
    }

    // Not on the thread of the caller: the exchange has delivered its notification when it returns.
    private void review(String client, String entityCustomerId) {
        String bizEntityKey = client.equals(KycSharingClients.DEFAULT_NAME)
                ? configured.bizEntityKey()
                : Objects.requireNonNull(configured.clients().get(client)).bizEntityKey();
        afterReview.execute(() -> exchange.status(Objects.requireNonNull(bizEntityKey), entityCustomerId)
                .set(ExchangeStatus.PASS));
    }

    /** Drops the reviews that have not begun, and waits for the one that has: it delivers a notification. */
    @Override
    public void destroy() throws InterruptedException {
        reviewer.shutdown();
        reviews.clear();
        if (!reviewer.awaitTermination(2 * SECONDS, TimeUnit.SECONDS)) {
            reviewer.shutdownNow();
        }
    }
}
