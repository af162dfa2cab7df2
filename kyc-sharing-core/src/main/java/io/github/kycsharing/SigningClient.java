package io.github.kycsharing;

import io.github.kycsharing.exception.FailureContext;
import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.internal.delivery.Deadline;
import io.github.kycsharing.internal.delivery.ExchangeCall;
import io.github.kycsharing.internal.delivery.ExchangeCalls;
import io.github.kycsharing.internal.delivery.Guard;
import io.github.kycsharing.internal.delivery.RequestDefaults;
import io.github.kycsharing.internal.delivery.RequestExecutor;
import io.github.kycsharing.internal.transport.DeadlineWatch;
import io.github.kycsharing.model.AwaitOptions;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.model.ShareStatus;
import io.github.kycsharing.model.ShareStatusQuery;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.DeliveryObserver;
import io.github.kycsharing.validation.KycViolation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Client that runs each call through the {@link RequestExecutor}, reports it to the observer, and logs its failure. */
final class SigningClient implements KycSharingClient {
    private final String name;
    private final BrokerType brokerType;
    private final Limits limits;
    private final RequestDefaults requestDefaults;
    private final RequestExecutor executor;
    private final DeliveryOptions defaults;
    private final AsyncCalls asyncCalls;
    private final DeliveryObserver observer;
    private final WarmUp warmUp;
    private final ApplicationCode applicationCode;
    private final DeadlineWatch watch;
    private final FailureLog failureLog;
    private final StatusPoller poller;

    /**
     * The configured limits, for those who query them.
     *
     * @param requestsPerSecond limit on the rate
     * @param concurrentRequests limit on the concurrency
     */
    record Limits(OptionalInt requestsPerSecond, OptionalInt concurrentRequests) {}

    SigningClient(
            String name,
            BrokerType brokerType,
            Limits limits,
            RequestDefaults requestDefaults,
            RequestExecutor executor,
            DeliveryOptions defaults,
            AsyncCalls asyncCalls,
            DeliveryObserver observer,
            WarmUp warmUp,
            ApplicationCode applicationCode,
            DeadlineWatch watch) {
        this.name = name;
        this.brokerType = brokerType;
        this.limits = limits;
        this.requestDefaults = requestDefaults;
        this.executor = executor;
        this.defaults = defaults;
        this.asyncCalls = asyncCalls;
        this.observer = observer;
        this.warmUp = warmUp;
        this.applicationCode = applicationCode;
        this.watch = watch;
        this.failureLog = new FailureLog(name);
        this.poller = new StatusPoller(defaults, executor::pause, this::startLater, asyncCalls.contextPropagation());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<KycViolation> validate(ShareKycRequest request) {
        return executor.validate(request);
    }

    @Override
    public String bizEntityKey() {
        return requestDefaults.bizEntityKey();
    }

    @Override
    public BrokerType brokerType() {
        return brokerType;
    }

    @Override
    public OptionalInt maxRequestsPerSecond() {
        return limits.requestsPerSecond();
    }

    @Override
    public OptionalInt maxConcurrentRequests() {
        return limits.concurrentRequests();
    }

    @Override
    public ShareResult share(ShareKycRequest request, DeliveryOptions options) {
        DeliveryOptions complete = options.withDefaults(defaults);
        return share(request, Evidence.NONE, complete, deadline(complete), applicationCode);
    }

    @Override
    public ShareResult resume(ShareKycRequest request, DeliveryOptions options) {
        if (request.requestNo() == null) {
            throw new IllegalArgumentException("Resuming needs the requestNo that was sent before");
        }
        DeliveryOptions complete = options.withDefaults(defaults);
        return share(request, Evidence.MAY_HAVE_ARRIVED, complete, deadline(complete), applicationCode);
    }

    private ShareResult share(
            ShareKycRequest request, Evidence evidence, DeliveryOptions options, Deadline deadline, Guard guard) {
        return deliver(
                () -> executor.prepare(request, operation(evidence), evidence),
                evidence,
                options,
                deadline,
                guard,
                null);
    }

    private ShareResult deliver(
            Supplier<PreparedRequest> prepared,
            Evidence evidence,
            DeliveryOptions options,
            Deadline deadline,
            Guard guard,
            @Nullable Instant sendUntil) {
        Operation operation = operation(evidence);
        return observed(operation, deadline, observation -> {
            ShareResult result = executor.deliver(
                    prepared.get(),
                    operation,
                    evidence,
                    new RequestExecutor.Call(options, deadline, guard, observation, sendUntil));
            observation.onSuccess(result.requestNo());
            return result;
        });
    }

    private static Operation operation(Evidence evidence) {
        return evidence.isClean() ? Operation.SHARE : Operation.RESUME;
    }

    @Override
    public PreparedRequest prepare(ShareKycRequest request) {
        try {
            return executor.prepare(request, Operation.SHARE, Evidence.NONE);
        } catch (KycSharingException e) {
            failureLog.onFailure(Operation.SHARE, e);
            throw e;
        }
    }

    @Override
    public PreparedRequest restore(String requestNo, CustomerIds customer, byte[] bytes) {
        return executor.restore(requestNo, customer, bytes);
    }

    @Override
    public ShareResult deliver(PreparedRequest request, Evidence evidence, DeliveryOptions options, Instant sendUntil) {
        requireNotAccepted(evidence);
        DeliveryOptions complete = options.withDefaults(defaults);
        return deliver(() -> request, evidence, complete, deadline(complete), applicationCode, sendUntil);
    }

    @Override
    public CompletableFuture<ShareResult> deliverAsync(
            PreparedRequest request, Evidence evidence, DeliveryOptions options, Instant sendUntil) {
        requireNotAccepted(evidence);
        DeliveryOptions complete = options.withDefaults(defaults);
        Deadline deadline = deadline(complete);
        Operation operation = operation(evidence);
        return asyncCalls.run(
                () -> deliver(() -> request, evidence, complete, deadline, Guard.INLINE, sendUntil),
                deadline,
                new AsyncFailures(
                        operation, FailureContext.notAttempted(operation, request.requestNo(), evidence), deadline));
    }

    private static void requireNotAccepted(Evidence evidence) {
        if (evidence.accepted()) {
            throw new IllegalArgumentException("The exchange has accepted this request: there is nothing to deliver");
        }
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
                failureLog.onFailure(operation, e);
            }
            throw e;
        } finally {
            observation.onCompleted();
        }
    }

    @Override
    public CompletableFuture<ShareResult> shareAsync(ShareKycRequest request, DeliveryOptions options) {
        DeliveryOptions complete = options.withDefaults(defaults);
        Deadline deadline = deadline(complete);
        ShareKycRequest numbered;
        try {
            // Completed here, so that the exception of a full queue has the requestNo.
            numbered = requestDefaults.complete(request);
        } catch (RuntimeException e) {
            // Thrown by the application's own requestNo generator.
            return CompletableFuture.failedFuture(e);
        }
        FailureContext notAttempted = FailureContext.notAttempted(String.valueOf(numbered.requestNo()));
        return asyncCalls.run(
                () -> share(numbered, Evidence.NONE, complete, deadline, Guard.INLINE),
                deadline,
                new AsyncFailures(Operation.SHARE, notAttempted, deadline));
    }

    @Override
    public KycStatus checkStatus(KycStatusQuery query, DeliveryOptions options) {
        return execute(ExchangeCalls.CHECK_STATUS, query, options);
    }

    @Override
    public CompletableFuture<KycStatus> checkStatusAsync(KycStatusQuery query, DeliveryOptions options) {
        return executeAsync(ExchangeCalls.CHECK_STATUS, query, options);
    }

    @Override
    public ShareStatus shareStatus(ShareStatusQuery query, DeliveryOptions options) {
        return execute(ExchangeCalls.CHECK_SHARE_STATUS, query, options);
    }

    @Override
    public CompletableFuture<ShareStatus> shareStatusAsync(ShareStatusQuery query, DeliveryOptions options) {
        return executeAsync(ExchangeCalls.CHECK_SHARE_STATUS, query, options);
    }

    @Override
    public KycAccounts accounts() {
        return new ExchangeAccounts(requestDefaults.bizEntityKey(), this::execute);
    }

    @Override
    public KycInformationRequests informationRequests() {
        return new ExchangeInformationRequests(requestDefaults.bizEntityKey(), this::execute, executor::validateCall);
    }

    private <Q extends Record, R> R execute(ExchangeCall<Q, R> definition, Q request, DeliveryOptions options) {
        return execute(definition, request, options, null);
    }

    private <Q extends Record, R> R execute(
            ExchangeCall<Q, R> definition, Q request, DeliveryOptions options, @Nullable Instant sendUntil) {
        DeliveryOptions complete = options.withDefaults(defaults);
        return execute(definition, request, callId(), complete, deadline(complete), applicationCode, sendUntil);
    }

    private <Q extends Record, R> R execute(
            ExchangeCall<Q, R> definition,
            Q request,
            String id,
            DeliveryOptions options,
            Deadline deadline,
            Guard guard,
            @Nullable Instant sendUntil) {
        return observed(definition.operation(), deadline, observation -> {
            R result = executor.execute(
                    definition,
                    request,
                    id,
                    new RequestExecutor.Call(options, deadline, guard, observation, sendUntil));
            observation.onSuccess(id);
            return result;
        });
    }

    private <Q extends Record, R> CompletableFuture<R> executeAsync(
            ExchangeCall<Q, R> definition, Q request, DeliveryOptions options) {
        DeliveryOptions complete = options.withDefaults(defaults);
        Deadline deadline = deadline(complete);
        String id = callId();
        Operation operation = definition.operation();
        return asyncCalls.run(
                () -> execute(definition, request, id, complete, deadline, Guard.INLINE, null),
                deadline,
                new AsyncFailures(operation, FailureContext.notAttempted(operation, id), deadline));
    }

    private static String callId() {
        return UUID.randomUUID().toString();
    }

    @Override
    public AwaitedStatus awaitFinalStatus(KycStatusQuery query, AwaitOptions options) {
        return poller.await(this, query, options);
    }

    @Override
    public CompletableFuture<AwaitedStatus> awaitFinalStatusAsync(KycStatusQuery query, AwaitOptions options) {
        return poller.awaitAsync(this, query, options);
    }

    @SuppressWarnings("resource") // never cancelled: a task of a completed poll does nothing
    private void startLater(Duration wait, Runnable task) {
        watch.after(wait, () -> asyncCalls.startLater(task));
    }

    /** Creates the exceptions of futures whose call did not run or did not return. */
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
            failureLog.onFailure(operation, failure);
            return failure;
        }

        @Override
        public KycSharingException lost() {
            String seen = "no end of the call by its deadline";
            // The call may have seen anything, as if its process had ended.
            FailureContext context = new FailureContext(
                    operation,
                    notAttempted.requestNo(),
                    deadline.attempts(),
                    null,
                    null,
                    operation.kind() == Operation.Kind.QUERY
                            ? Evidence.NONE
                            : notAttempted.evidence().and(Evidence.CRASHED));
            KycSharingException failure = operation.kind() == Operation.Kind.QUERY
                    ? new KycNoResponseException(context, seen, null)
                    : new KycOutcomeUnknownException(
                            context, deadline.firstAttemptAt(), deadline.lastAttemptAt(), seen, null);
            failureLog.onFailure(operation, failure);
            return failure;
        }
    }

    @Override
    public void close() {
        executor.close();
        asyncCalls.close();
        warmUp.close();
        applicationCode.close();
        poller.close();
        watch.close();
    }

    @Override
    public String toString() {
        return "KycSharingClient[name=" + name + "]";
    }
}
