package io.github.kycsharing.submissions.internal.tracking;

import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.spi.AttemptObservation;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.DeliveryObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tracks the accounts whose records one client shares without a durable submission. */
public final class PlainShares implements Consumer<PreparedRequest>, DeliveryObserver {
    private final Supplier<Tracking> tracking;
    /** Shares in progress, by requestNo. */
    private final Map<String, Share> inProgress = new ConcurrentHashMap<>();

    private record Share(String bizEntityKey, CustomerIds customer, String requestNo) {}

    /** @param tracking supplies the tracking when it is needed: a client may be created before the database */
    public PlainShares(Supplier<Tracking> tracking) {
        this.tracking = tracking;
    }

    /** Tracks the account before the record is sent. If that fails, nothing is sent. */
    @Override
    public void accept(PreparedRequest request) {
        Tracking current = tracking.get();
        if (current.isDurable(request.bizEntityKey(), request.requestNo())) {
            return;
        }
        Share share = new Share(request.bizEntityKey(), request.customer(), request.requestNo());
        inProgress.put(share.requestNo(), share);
        current.uninterrupted(() -> {
            current.share(share.bizEntityKey(), share.customer(), share.requestNo());
            if (!inProgress.containsKey(share.requestNo())) { // the call has timed out meanwhile: nothing is sent
                current.notShared(share.bizEntityKey(), share.customer(), share.requestNo());
            }
        });
    }

    @Override
    public CallObservation onCallStarted(Operation operation) {
        return new Call();
    }

    private final class Call implements CallObservation {
        @Override
        public AttemptObservation onAttemptStarted(String requestNo, int number) {
            return report -> {};
        }

        @Override
        public void onSuccess(String requestNo) {
            inProgress.remove(requestNo);
        }

        @Override
        public void onFailure(KycSharingException failure) {
            Share share = inProgress.remove(failure.requestNo());
            if (share != null && hadNoEffect(failure)) {
                Tracking current = tracking.get();
                current.uninterrupted(
                        () -> current.notShared(share.bizEntityKey(), share.customer(), share.requestNo()));
            }
        }

        private static boolean hadNoEffect(KycSharingException failure) {
            return failure.evidence().isClean()
                    && (failure instanceof KycNotSentException || failure instanceof KycRejectedException);
        }
    }
}
