package io.github.kycsharing;

import io.github.kycsharing.RequestPreparation.Guard;
import io.github.kycsharing.exception.FailureContext;
import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.internal.delivery.Deadline;
import io.github.kycsharing.internal.delivery.RequestExecutor;
import io.github.kycsharing.internal.transport.DeadlineWatch;
import io.github.kycsharing.model.AwaitOptions;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.DeliveryObserver;
import io.github.kycsharing.spi.Operation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The client: prepares a request or a query and delivers it. */
final class SigningClient implements KycSharingClient {
    private final String name;
    private final RequestPreparation preparation;
    private final RequestExecutor deliverer;
    private final DeliveryOptions defaults;
    private final AsyncCalls asyncCalls;
    private final DeliveryObserver observer;
    private final WarmUp warmUp;
    private final ApplicationCode applicationCode;
    private final DeadlineWatch watch;
    private final FailureLog failureLog;
    private final Set<AsyncStatusPoller> waits = ConcurrentHashMap.newKeySet();

    SigningClient(
            String name,
            RequestPreparation preparation,
            RequestExecutor deliverer,
            DeliveryOptions defaults,
            AsyncCalls asyncCalls,
            DeliveryObserver observer,
            WarmUp warmUp,
            ApplicationCode applicationCode,
            DeadlineWatch watch) {
        this.name = name;
        this.preparation = preparation;
        this.deliverer = deliverer;
        this.defaults = defaults;
        this.asyncCalls = asyncCalls;
        this.observer = observer;
        this.warmUp = warmUp;
        this.applicationCode = applicationCode;
        this.watch = watch;
        this.failureLog = new FailureLog(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ShareResult share(ShareKycRequest request, DeliveryOptions options) {
        return submit(Operation.SHARE, request, options.orElse(defaults));
    }

    @Override
    public ShareResult resume(ShareKycRequest request, DeliveryOptions options) {
        if (request.requestNo() == null) {
            throw new IllegalArgumentException("Resuming needs the requestNo that was sent before");
        }
        return submit(Operation.RESUME, request, options.orElse(defaults));
    }

    private ShareResult submit(Operation operation, ShareKycRequest request, DeliveryOptions options) {
        return submit(operation, request, options, deadline(options), applicationCode);
    }

    private ShareResult submit(
            Operation operation, ShareKycRequest request, DeliveryOptions options, Deadline deadline, Guard guard) {
        return observed(operation, deadline, observation -> {
            ShareResult result = deliverer.deliver(
                    preparation.prepare(request, deadline, guard),
                    options,
                    deadline,
                    operation == Operation.RESUME,
                    observation);
            observation.onSuccess(result.requestNo(), result.verdict());
            return result;
        });
    }

    private static Deadline deadline(DeliveryOptions options) {
        return Deadline.after(Objects.requireNonNull(options.totalTimeout()));
    }

    private <T> T observed(Operation operation, Deadline deadline, Function<CallObservation, T> call) {
        CallObservation observation = observer.onCallStarted(operation);
        try {
            return call.apply(observation);
        } catch (KycSharingException e) {
            observation.onFailure(e);
            if (!deadline.isGivenUp()) {
                failureLog.failed(operation, e);
            }
            throw e;
        } finally {
            observation.onCompleted();
        }
    }

    @Override
    public CompletableFuture<ShareResult> shareAsync(ShareKycRequest request, DeliveryOptions options) {
        DeliveryOptions complete = options.orElse(defaults);
        Deadline deadline = deadline(complete);
        ShareKycRequest numbered;
        try {
            // Numbered here, so that a refusal to run it can name it.
            numbered = preparation.defaults().complete(request);
        } catch (RuntimeException e) {
            // Of the application's own generator of numbers.
            return CompletableFuture.failedFuture(e);
        }
        FailureContext notAttempted = FailureContext.notAttempted(String.valueOf(numbered.requestNo()));
        return asyncCalls.run(
                () -> submit(Operation.SHARE, numbered, complete, deadline, Guard.INLINE),
                deadline,
                new AsyncFailures(Operation.SHARE, notAttempted, deadline));
    }

    @Override
    public KycStatus checkStatus(KycStatusQuery query, DeliveryOptions options) {
        DeliveryOptions complete = options.orElse(defaults);
        return checkStatus(query, QueryIds.next(), complete, deadline(complete), applicationCode);
    }

    private KycStatus checkStatus(
            KycStatusQuery query, String id, DeliveryOptions options, Deadline deadline, Guard guard) {
        return observed(Operation.CHECK_STATUS, deadline, observation -> {
            ExchangeResponse response =
                    deliverer.ask(preparation.prepare(query, id, deadline, guard), options, deadline, observation);
            observation.onSuccess(id);
            return status(response);
        });
    }

    private static KycStatus status(ExchangeResponse response) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (response.data().orElse(Map.of()) instanceof Map<?, ?> data) {
            data.forEach((name, value) -> fields.put(String.valueOf(name), value));
        }
        return new KycStatus(fields);
    }

    @Override
    public CompletableFuture<KycStatus> checkStatusAsync(KycStatusQuery query, DeliveryOptions options) {
        DeliveryOptions complete = options.orElse(defaults);
        Deadline deadline = deadline(complete);
        String id = QueryIds.next();
        return asyncCalls.run(
                () -> checkStatus(query, id, complete, deadline, Guard.INLINE),
                deadline,
                new AsyncFailures(Operation.CHECK_STATUS, FailureContext.notAttemptedQuery(id), deadline));
    }

    @Override
    public AwaitedStatus awaitFinalStatus(KycStatusQuery query, AwaitOptions options) {
        return new StatusPoller(this, defaults, deliverer::pause).await(query, options);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // of the tidying up
    public CompletableFuture<AwaitedStatus> awaitFinalStatusAsync(KycStatusQuery query, AwaitOptions options) {
        AsyncStatusPoller future = new AsyncStatusPoller(
                this, query, options, defaults, asyncCalls.contextPropagation(), this::startLater);
        waits.add(future);
        future.whenComplete((status, failure) -> waits.remove(future));
        return future.start();
    }

    @SuppressWarnings("resource") // withdrawn by nobody: what is over by then does nothing
    private void startLater(Duration wait, Runnable task) {
        watch.after(wait, () -> asyncCalls.startLater(task));
    }

    /** What a future tells whose call does not. */
    private final class AsyncFailures implements AsyncCalls.Failures {
        private final Operation operation;
        private final FailureContext notAttempted;
        private final Deadline deadline;

        AsyncFailures(Operation operation, FailureContext notAttempted, Deadline deadline) {
            this.operation = operation;
            this.notAttempted = notAttempted;
            this.deadline = deadline;
        }

        @Override
        public KycSharingException notSent(Reason reason, String why, boolean begun) {
            KycNotSentException failure = new KycNotSentException(reason, "not sent, " + why, notAttempted, null);
            if (!begun) {
                CallObservation observation = observer.onCallStarted(operation);
                observation.onFailure(failure);
                observation.onCompleted();
            }
            failureLog.failed(operation, failure);
            return failure;
        }

        @Override
        public KycSharingException lost() {
            String seen = "no end of the call by its deadline";
            FailureContext facts =
                    new FailureContext(notAttempted.requestNo(), deadline.attempts(), null, null, notAttempted.query());
            KycSharingException failure = notAttempted.query()
                    ? new KycNoResponseException(facts, seen, null)
                    : new KycOutcomeUnknownException(
                            facts, deadline.firstAttemptAt(), deadline.lastAttemptAt(), seen, false, null);
            failureLog.failed(operation, failure);
            return failure;
        }
    }

    @Override
    public void close() {
        deliverer.close();
        asyncCalls.close();
        warmUp.close();
        applicationCode.close();
        waits.forEach(AsyncStatusPoller::pollNow);
        watch.close();
    }

    @Override
    public String toString() {
        return "KycSharingClient[name=" + name + "]";
    }
}
