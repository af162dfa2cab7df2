package io.github.kycsharing;

import io.github.kycsharing.internal.response.ResponseReader;
import io.github.kycsharing.internal.transport.LoopbackCall;
import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.DocumentType;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spi.TransportException;
import java.time.LocalDate;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Validates, serialises, signs and posts an invented record over a connection in memory. This loads the classes and the metadata
 * that would otherwise delay the first call.
 */
final class WarmUp implements Runnable, AutoCloseable {
    static final String THREAD = "kyc-sharing-warm-up";

    private static final String RESPONSE = "{\"code\":\"000000\",\"message\":null,\"data\":null,\"success\":true}";
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private final Consumer<ShareKycRequest> validator;
    private boolean closed;

    WarmUp(Consumer<ShareKycRequest> validator) {
        this.validator = validator;
    }

    static void onNewThread(Runnable task) {
        Thread thread = new Thread(task, THREAD);
        thread.setDaemon(true);
        thread.start();
    }

    /** Submits the warm-up. The first call takes longer if the executor rejects it. */
    void startOn(Executor executor) {
        try {
            executor.execute(this);
        } catch (RejectedExecutionException e) {
            log.debug("The executor rejected the warm-up with {}", e.getClass().getName());
        }
    }

    @Override
    public synchronized void run() {
        if (closed) {
            return;
        }
        try {
            ShareKycRequest request = request();
            validator.accept(request);
            byte[] body = KycJson.write(request);
            RequestSigner.hmacSha256("warm-up").sign(body);
            new ResponseReader().read(LoopbackCall.post(body, RESPONSE));
        } catch (TransportException | RuntimeException | LinkageError e) {
            // The first call fails in the same way and reports it to its caller.
            log.debug("The warm-up failed with {}", e.getClass().getName());
        }
    }

    /** Incomplete, so that the classes of a violation are loaded too. */
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

    /** Prevents a warm-up that has not started, and waits for one that is running: some tenths of a second at most. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
