package io.github.kycsharing;

import io.github.kycsharing.internal.response.ResponseReader;
import io.github.kycsharing.internal.transport.Rehearsal;
import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DocumentType;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spi.TransportException;
import io.github.kycsharing.validation.KycValidator;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes the way of a record once, with a record and a secret of nobody and without the wire: what is loaded and made only
 * once is then there before the first call. Once for each kind of broker, since all clients share it.
 */
final class WarmUp implements AutoCloseable {
    static final String THREAD = "kyc-sharing-warm-up";

    private static final String ANSWER = "{\"code\":\"000000\",\"message\":null,\"data\":null,\"success\":true}";
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final Set<BrokerType> DONE = ConcurrentHashMap.newKeySet();

    private final @Nullable BrokerType brokerType;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    private WarmUp(@Nullable BrokerType brokerType) {
        this.brokerType = brokerType;
    }

    static WarmUp none() {
        return new WarmUp(null);
    }

    static WarmUp start(BrokerType brokerType, Executor executor) {
        if (!DONE.add(brokerType)) {
            return none();
        }
        WarmUp warmUp = new WarmUp(brokerType);
        try {
            executor.execute(() -> warmUp.run(brokerType));
        } catch (RejectedExecutionException e) {
            log.debug("The warm-up was refused with {}", e.getClass().getName());
            warmUp.close();
        }
        return warmUp;
    }

    static void onThreadOfItsOwn(Runnable task) {
        Thread thread = new Thread(task, THREAD);
        thread.setDaemon(true);
        thread.start();
    }

    /** Leaves it to the next client. */
    static void forget(BrokerType brokerType) {
        DONE.remove(brokerType);
    }

    private void run(BrokerType kind) {
        if (taken.compareAndSet(false, true)) {
            try {
                rehearse(kind);
            } finally {
                ended.countDown();
            }
        }
    }

    private static void rehearse(BrokerType brokerType) {
        try {
            ShareKycRequest request = request();
            new KycValidator(brokerType, "warm-up", List.of()).validate(request);
            byte[] body = KycJson.write(request);
            RequestSigner.hmacSha256("warm-up").sign(body);
            new ResponseReader().read(Rehearsal.run(body, ANSWER));
        } catch (TransportException | RuntimeException | LinkageError e) {
            // Nobody waits for it. The first call fails in the same way, and tells its caller.
            log.debug("The warm-up failed with {}", e.getClass().getName());
        }
    }

    /** Valid where that is easily had; what is not takes the way of a violation, which is worth going too. */
    private static ShareKycRequest request() {
        LocalDate day = LocalDate.of(2000, 1, 1);
        return ShareKycRequest.of(
                "warm-up",
                KycInfo.builder()
                        .userInfo(UserInfo.builder()
                                .entityCustomerId("warm-up")
                                .notifyUrl(".")
                                .build())
                        .basicInfo(BasicInfo.builder()
                                .firstName("warm-up")
                                .lastName("warm-up")
                                .dob(day)
                                .country("XX")
                                .userSubmitIp("::1")
                                .build())
                        .identityInfo(IdentityInfo.builder()
                                .documentType(DocumentType.PASSPORT)
                                .frontFileUrl("https://localhost/warm-up")
                                .dob(day)
                                .build())
                        .build());
    }

    /** Waits for its end, which is near, so that nothing of a closed client goes on; what has not begun will not begin. */
    @Override
    public void close() {
        if (taken.compareAndSet(false, true)) {
            if (brokerType != null) {
                forget(brokerType);
            }
            ended.countDown();
            return;
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
