package io.github.kycsharing;

import io.github.kycsharing.delivery.DeliveryOptions;
import io.github.kycsharing.delivery.ShareResult;
import io.github.kycsharing.delivery.internal.Deliverer;
import io.github.kycsharing.delivery.observation.CallObservation;
import io.github.kycsharing.delivery.observation.DeliveryObserver;
import io.github.kycsharing.delivery.observation.Operation;
import io.github.kycsharing.error.Facts;
import io.github.kycsharing.error.KycNotSentException;
import io.github.kycsharing.error.KycNotSentException.Reason;
import io.github.kycsharing.error.KycSharingException;
import io.github.kycsharing.model.ShareKycRequest;
import java.util.concurrent.CompletableFuture;

/** The client: prepares a request and delivers it. */
final class SigningClient implements KycSharingClient {
    private final String name;
    private final RequestPreparation preparation;
    private final Deliverer deliverer;
    private final DeliveryOptions defaults;
    private final AsyncCalls asyncCalls;
    private final DeliveryObserver observer;

    SigningClient(
            String name,
            RequestPreparation preparation,
            Deliverer deliverer,
            DeliveryOptions defaults,
            AsyncCalls asyncCalls,
            DeliveryObserver observer) {
        this.name = name;
        this.preparation = preparation;
        this.deliverer = deliverer;
        this.defaults = defaults;
        this.asyncCalls = asyncCalls;
        this.observer = observer;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ShareResult share(ShareKycRequest request, DeliveryOptions options) {
        return observed(Operation.SHARE, request, options);
    }

    @Override
    public ShareResult resume(ShareKycRequest request, DeliveryOptions options) {
        if (request.requestNo() == null) {
            throw new IllegalArgumentException("Resuming needs the requestNo that was sent before");
        }
        return observed(Operation.RESUME, request, options);
    }

    private ShareResult observed(Operation operation, ShareKycRequest request, DeliveryOptions options) {
        CallObservation observation = observer.callBegins(operation);
        try {
            ShareResult result = deliverer.deliver(
                    preparation.prepare(request), options.orElse(defaults), operation == Operation.RESUME, observation);
            observation.returned(result.requestNo(), result.verdict());
            return result;
        } catch (KycSharingException e) {
            observation.failed(e);
            throw e;
        }
    }

    @Override
    public CompletableFuture<ShareResult> shareAsync(ShareKycRequest request, DeliveryOptions options) {
        // Numbered here, so that a refusal to run it can name it.
        ShareKycRequest numbered = preparation.defaults().complete(request);
        return asyncCalls.run(
                () -> share(numbered, options),
                e -> new KycNotSentException(
                        Reason.CLOSED,
                        "not sent, the executor of asynchronous calls takes no more",
                        Facts.untried(String.valueOf(numbered.requestNo())),
                        e));
    }

    @Override
    public void close() {
        deliverer.close();
        asyncCalls.close();
    }

    @Override
    public String toString() {
        return "KycSharingClient[name=" + name + "]";
    }
}
