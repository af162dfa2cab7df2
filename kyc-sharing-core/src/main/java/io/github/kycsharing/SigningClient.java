package io.github.kycsharing;

import io.github.kycsharing.answer.ExchangeAnswer;
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
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.status.AwaitOptions;
import io.github.kycsharing.status.AwaitedStatus;
import io.github.kycsharing.status.KycStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/** The client: prepares a request or a query and delivers it. */
final class SigningClient implements KycSharingClient {
    private final String name;
    private final RequestPreparation preparation;
    private final Deliverer deliverer;
    private final DeliveryOptions defaults;
    private final AsyncCalls asyncCalls;
    private final DeliveryObserver observer;
    private final WarmUp warmUp;
    private final Set<FinalStatusFuture> waits = ConcurrentHashMap.newKeySet();

    SigningClient(
            String name,
            RequestPreparation preparation,
            Deliverer deliverer,
            DeliveryOptions defaults,
            AsyncCalls asyncCalls,
            DeliveryObserver observer,
            WarmUp warmUp) {
        this.name = name;
        this.preparation = preparation;
        this.deliverer = deliverer;
        this.defaults = defaults;
        this.asyncCalls = asyncCalls;
        this.observer = observer;
        this.warmUp = warmUp;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ShareResult share(ShareKycRequest request, DeliveryOptions options) {
        return submit(Operation.SHARE, request, options);
    }

    @Override
    public ShareResult resume(ShareKycRequest request, DeliveryOptions options) {
        if (request.requestNo() == null) {
            throw new IllegalArgumentException("Resuming needs the requestNo that was sent before");
        }
        return submit(Operation.RESUME, request, options);
    }

    private ShareResult submit(Operation operation, ShareKycRequest request, DeliveryOptions options) {
        return observed(operation, observation -> {
            ShareResult result = deliverer.deliver(
                    preparation.prepare(request), options.orElse(defaults), operation == Operation.RESUME, observation);
            observation.returned(result.requestNo(), result.verdict());
            return result;
        });
    }

    private <T> T observed(Operation operation, Function<CallObservation, T> call) {
        CallObservation observation = observer.callBegins(operation);
        try {
            return call.apply(observation);
        } catch (KycSharingException e) {
            observation.failed(e);
            throw e;
        } finally {
            observation.ended();
        }
    }

    @Override
    public CompletableFuture<ShareResult> shareAsync(ShareKycRequest request, DeliveryOptions options) {
        // Numbered here, so that a refusal to run it can name it.
        ShareKycRequest numbered = preparation.defaults().complete(request);
        return asyncCalls.run(
                () -> share(numbered, options),
                e -> noMoreCalls(Facts.untried(String.valueOf(numbered.requestNo())), e));
    }

    @Override
    public KycStatus checkStatus(KycStatusQuery query, DeliveryOptions options) {
        String id = QueryIds.next();
        return observed(Operation.CHECK_STATUS, observation -> {
            ExchangeAnswer answer =
                    deliverer.ask(preparation.prepare(query, id), options.orElse(defaults), observation);
            observation.answered(id);
            return status(answer);
        });
    }

    private static KycStatus status(ExchangeAnswer answer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (answer.data().orElse(Map.of()) instanceof Map<?, ?> data) {
            data.forEach((name, value) -> fields.put(String.valueOf(name), value));
        }
        return new KycStatus(fields);
    }

    @Override
    public CompletableFuture<KycStatus> checkStatusAsync(KycStatusQuery query, DeliveryOptions options) {
        return asyncCalls.run(
                () -> checkStatus(query, options), e -> noMoreCalls(Facts.untriedQuery(QueryIds.next()), e));
    }

    @Override
    public AwaitedStatus awaitFinalStatus(KycStatusQuery query, AwaitOptions options) {
        return new FinalStatusLoop(this, defaults, deliverer::pause).await(query, options);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // of the tidying up
    public CompletableFuture<AwaitedStatus> awaitFinalStatusAsync(KycStatusQuery query, AwaitOptions options) {
        FinalStatusFuture future =
                new FinalStatusFuture(this, query, options, defaults, asyncCalls.contextPropagation());
        waits.add(future);
        future.whenComplete((status, failure) -> waits.remove(future));
        return future.start();
    }

    private static KycNotSentException noMoreCalls(Facts facts, RejectedExecutionException cause) {
        return new KycNotSentException(
                Reason.CLOSED, "not sent, the executor of asynchronous calls takes no more", facts, cause);
    }

    @Override
    public void close() {
        deliverer.close();
        asyncCalls.close();
        warmUp.close();
        waits.forEach(FinalStatusFuture::hurry);
    }

    @Override
    public String toString() {
        return "KycSharingClient[name=" + name + "]";
    }
}
