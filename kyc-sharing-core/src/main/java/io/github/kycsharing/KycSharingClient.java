package io.github.kycsharing;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.AwaitOptions;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.model.ShareStatus;
import io.github.kycsharing.model.ShareStatusQuery;
import io.github.kycsharing.validation.KycViolation;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * Shares KYC records of one access entity with the exchange. Create it once, use it from many threads, close it at the end.
 *
 * <p>Every method that shares completes the request (bizEntityKey and notifyUrl from the client, a requestNo if there is none),
 * validates it against every rule of the specification, serialises it once, and signs and sends those bytes. It returns normally
 * only if the exchange accepted the request. The import of the record runs afterwards and can fail: {@link #shareStatus(String, String)}
 * returns its result. Otherwise it throws one of
 *
 * <ul>
 *   <li>{@link io.github.kycsharing.exception.KycNotSentException}: nothing reached the exchange; its subclass
 *       {@link io.github.kycsharing.exception.KycValidationException} names every rule that the record breaks
 *   <li>{@link io.github.kycsharing.exception.KycRejectedException}: the exchange refused the record, and why
 *   <li>{@link io.github.kycsharing.exception.KycOutcomeUnknownException}: the request may or may not have taken effect
 * </ul>
 *
 * <p>A status query uses the same pipeline and changes nothing at the exchange: instead of an unknown outcome it ends with
 * {@link io.github.kycsharing.exception.KycNoResponseException}.
 *
 * <p>A fake for tests implements the abstract methods; the default methods call those.
 */
public interface KycSharingClient extends AutoCloseable {
    /**
     * Creates a builder of clients.
     *
     * @return a new builder
     */
    static KycSharingClientBuilder builder() {
        return new KycSharingClientBuilder();
    }

    /**
     * Name of the client, which distinguishes it from other clients of one application.
     *
     * @return the name that the builder set, otherwise {@code default}
     */
    default String name() {
        return "default";
    }

    /**
     * Validates a record as {@code share} does, and sends nothing. It needs neither the exchange nor the secret.
     *
     * @param kycInfo the record; the client's defaults complete it
     * @return the violations that {@code share} would throw, ordered by path and rule; empty if it would send the record
     * @throws UnsupportedOperationException if this client, for example a fake, has no validation
     */
    default List<KycViolation> validate(KycInfo kycInfo) {
        return validate(ShareKycRequest.of(kycInfo));
    }

    /**
     * Validates a request as {@code share} does, and sends nothing. It needs neither the exchange nor the secret, and uses no
     * number of the requestNo generator.
     *
     * @param request the request; the client's defaults complete it
     * @return the violations that {@code share} would throw, ordered by path and rule; empty if it would send the request
     * @throws UnsupportedOperationException if this client, for example a fake, has no validation
     */
    default List<KycViolation> validate(ShareKycRequest request) {
        throw new UnsupportedOperationException("This client has no validation");
    }

    /**
     * Key of the access entity of this client.
     *
     * @return the key
     * @throws UnsupportedOperationException if this client, for example a fake, has none
     */
    default String bizEntityKey() {
        throw new UnsupportedOperationException("This client has no bizEntityKey");
    }

    /**
     * Broker type of the access entity of this client.
     *
     * @return the type
     * @throws UnsupportedOperationException if this client, for example a fake, has none
     */
    default BrokerType brokerType() {
        throw new UnsupportedOperationException("This client has no broker type");
    }

    /**
     * Returns the configured limit on requests per second. The client keeps it in its own process; the durable submissions keep it for
     * all instances together.
     *
     * @return the limit; empty if there is none, or if the client has a {@link io.github.kycsharing.spi.RequestLimiter} of the application
     */
    default OptionalInt maxRequestsPerSecond() {
        return OptionalInt.empty();
    }

    /**
     * Returns the configured limit on concurrent requests. The client keeps it in its own process; the durable submissions deliver no more
     * than this at once on all instances together.
     *
     * @return the limit; empty if there is none, or if the client has a {@link io.github.kycsharing.spi.RequestLimiter} of the application
     */
    default OptionalInt maxConcurrentRequests() {
        return OptionalInt.empty();
    }

    /**
     * Shares a record under a requestNo that the client generates.
     *
     * @param kycInfo the record
     * @return the result: the exchange accepted the request
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or its outcome is unknown
     */
    default ShareResult share(KycInfo kycInfo) {
        return share(ShareKycRequest.of(kycInfo));
    }

    /**
     * Shares a request, with the client's own delivery options.
     *
     * @param request the request; the client's defaults complete it
     * @return the result
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or its outcome is unknown
     */
    default ShareResult share(ShareKycRequest request) {
        return share(request, DeliveryOptions.inherited());
    }

    /**
     * Shares a request. Blocks until the outcome is known or the timeout; an interrupt ends the call at once.
     *
     * @param request the request; the client's defaults complete it
     * @param options delivery options; null values are inherited from the client
     * @return the result
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or its outcome is unknown
     */
    ShareResult share(ShareKycRequest request, DeliveryOptions options);

    /**
     * Resumes a submission with an unknown outcome, with the client's own delivery options.
     *
     * @param request the same request as before, its requestNo included
     * @return the result
     * @throws IllegalArgumentException if the request has no requestNo
     * @throws io.github.kycsharing.exception.KycSharingException if the outcome is still unknown, or the request was not sent or
     *     was rejected
     * @see #resume(ShareKycRequest, DeliveryOptions)
     */
    default ShareResult resume(ShareKycRequest request) {
        return resume(request, DeliveryOptions.inherited());
    }

    /**
     * Resumes a submission with an unknown outcome by sending the request again, possibly from another process. It returns normally
     * only if the exchange accepts the request now. DUPLICATE_REQUEST means that the exchange has seen the requestNo, not that the
     * record took effect: the outcome stays unknown, with {@link
     * io.github.kycsharing.exception.KycOutcomeUnknownException#requestNoSeen()}, and {@link #shareStatus(String, String)} may resolve
     * it. A refusal says nothing about the earlier attempts, so it leaves the outcome unknown, with the refusal's code.
     *
     * @param request the same request as before, its requestNo included
     * @param options delivery options; null values are inherited from the client
     * @return the result
     * @throws IllegalArgumentException if the request has no requestNo
     * @throws io.github.kycsharing.exception.KycSharingException if the outcome is still unknown, or the request was not sent
     */
    ShareResult resume(ShareKycRequest request, DeliveryOptions options);

    /**
     * Prepares a request without sending it: completes, validates and serialises it. It needs neither the exchange nor the secret.
     * Store its requestNo, customer and bytes to deliver it later, or from another process after {@link #restore}.
     *
     * @param request the request; the client's defaults complete it
     * @return the request with its exact bytes
     * @throws io.github.kycsharing.exception.KycValidationException if it breaks rules
     * @throws UnsupportedOperationException if this client, for example a fake, prepares no requests
     */
    default PreparedRequest prepare(ShareKycRequest request) {
        throw new UnsupportedOperationException("This client prepares no requests");
    }

    /**
     * Restores a prepared request from storage. The record is not validated again: its bytes are those that were valid.
     *
     * @param requestNo the number of the request
     * @param customer the customer of the record
     * @param bytes the bytes of {@link PreparedRequest#bytes()}
     * @return the request
     * @throws IllegalArgumentException if the bytes are no request, or have another requestNo, customer or bizEntityKey; it names the
     *     field and no value
     * @throws UnsupportedOperationException if this client, for example a fake, restores no requests
     */
    default PreparedRequest restore(String requestNo, CustomerIds customer, byte[] bytes) {
        throw new UnsupportedOperationException("This client restores no requests");
    }

    /**
     * Delivers a prepared request within the total timeout of the options.
     *
     * @param request the request
     * @param evidence what earlier attempts prove; {@link Evidence#NONE} if there was none
     * @param options delivery options; null values are inherited from the client
     * @return the result, with the evidence after it
     * @throws IllegalArgumentException if the evidence has an acceptance, or the request is of another access entity
     * @throws io.github.kycsharing.exception.KycSharingException as {@link #share(ShareKycRequest, DeliveryOptions)} does, with the
     *     evidence after it
     * @see #deliver(PreparedRequest, Evidence, DeliveryOptions, Instant)
     */
    default ShareResult deliver(PreparedRequest request, Evidence evidence, DeliveryOptions options) {
        return deliver(request, evidence, options, Instant.MAX);
    }

    /**
     * Delivers a prepared request: signs its bytes now, and sends them. No attempt writes its first byte after the given time, which
     * is checked immediately before writing, on an established connection. A process that slept therefore does not send a request that
     * another process may have taken over. An attempt that has begun to write by then still waits for its response.
     *
     * @param request the request
     * @param evidence what earlier attempts prove; {@link Evidence#NONE} if there was none
     * @param options delivery options; null values are inherited from the client
     * @param sendUntil when the last attempt may write its first byte, by the clock of this client
     * @return the result, with the evidence after it
     * @throws IllegalArgumentException if the evidence has an acceptance, or the request is of another access entity
     * @throws io.github.kycsharing.exception.KycSharingException as {@link #share(ShareKycRequest, DeliveryOptions)} does, with the
     *     evidence after it
     * @throws UnsupportedOperationException if this client, for example a fake, delivers no prepared requests
     */
    default ShareResult deliver(
            PreparedRequest request, Evidence evidence, DeliveryOptions options, Instant sendUntil) {
        throw new UnsupportedOperationException("This client delivers no prepared requests");
    }

    /**
     * Delivers a prepared request without blocking the caller.
     *
     * @param request the request
     * @param evidence what earlier attempts prove; {@link Evidence#NONE} if there was none
     * @param options delivery options; null values are inherited from the client
     * @param sendUntil when the last attempt may write its first byte, by the clock of this client; {@link Instant#MAX} for no limit
     *     beside the total timeout
     * @return completed with the result, or exceptionally with what {@code deliver} would throw
     * @throws IllegalArgumentException if the evidence has an acceptance
     */
    default CompletableFuture<ShareResult> deliverAsync(
            PreparedRequest request, Evidence evidence, DeliveryOptions options, Instant sendUntil) {
        return CompletableFuture.failedFuture(
                new UnsupportedOperationException("This client delivers no prepared requests"));
    }

    /**
     * Shares a record under a requestNo that the client generates, without blocking the caller.
     *
     * @param kycInfo the record
     * @return a future of the result; see {@link #shareAsync(ShareKycRequest, DeliveryOptions)}
     */
    default CompletableFuture<ShareResult> shareAsync(KycInfo kycInfo) {
        return shareAsync(ShareKycRequest.of(kycInfo));
    }

    /**
     * Shares a request without blocking the caller, with the client's own delivery options.
     *
     * @param request the request; the client's defaults complete it
     * @return a future of the result; see {@link #shareAsync(ShareKycRequest, DeliveryOptions)}
     */
    default CompletableFuture<ShareResult> shareAsync(ShareKycRequest request) {
        return shareAsync(request, DeliveryOptions.inherited());
    }

    /**
     * Shares a request without blocking the caller. A bounded number of calls runs at once; others wait for a thread, and
     * the wait is part of the total timeout. The future ends by then, or at most a second later.
     *
     * @param request the request; the client's defaults complete it
     * @param options delivery options; null values are inherited from the client
     * @return completed with the result, or exceptionally with what {@code share} would throw; never throws itself. A
     *     full queue completes it at once with {@link io.github.kycsharing.exception.KycNotSentException}. Cancelling it ends
     *     the call in progress: the request may have been sent by then
     */
    CompletableFuture<ShareResult> shareAsync(ShareKycRequest request, DeliveryOptions options);

    /**
     * Queries a customer's status, with the client's own delivery options.
     *
     * @param query the customer; the client's defaults complete it
     * @return the status, also if the exchange has no such record
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or no response could be read
     */
    default KycStatus checkStatus(KycStatusQuery query) {
        return checkStatus(query, DeliveryOptions.inherited());
    }

    /**
     * Queries a customer's status. A query changes nothing, so every temporary failure is retried, an unreadable response included.
     * Blocks until a response or the timeout; an interrupt ends the call at once.
     *
     * @param query the customer; the client's defaults complete it
     * @param options delivery options; null values are inherited from the client
     * @return the status, also if the exchange has no such record
     * @throws io.github.kycsharing.exception.KycNotSentException if nothing reached the exchange, or the query is invalid
     * @throws io.github.kycsharing.exception.KycRejectedException if the response has another code than success
     * @throws io.github.kycsharing.exception.KycNoResponseException if it was sent and no response could be read
     */
    KycStatus checkStatus(KycStatusQuery query, DeliveryOptions options);

    /**
     * Queries a customer's status without blocking the caller, with the client's own delivery options.
     *
     * @param query the customer; the client's defaults complete it
     * @return a future of the result; see {@link #checkStatusAsync(KycStatusQuery, DeliveryOptions)}
     */
    default CompletableFuture<KycStatus> checkStatusAsync(KycStatusQuery query) {
        return checkStatusAsync(query, DeliveryOptions.inherited());
    }

    /**
     * Queries a customer's status without blocking the caller.
     *
     * @param query the customer; the client's defaults complete it
     * @param options delivery options; null values are inherited from the client
     * @return completed with the status, or exceptionally with what {@code checkStatus} would throw; never throws itself.
     *     Cancelling it ends the call in progress
     */
    CompletableFuture<KycStatus> checkStatusAsync(KycStatusQuery query, DeliveryOptions options);

    /**
     * Queries the import status of one submission, with the client's own delivery options.
     *
     * @param entityCustomerId the customer of the submission
     * @param requestNo the number of the submission
     * @return the status; see {@link #shareStatus(ShareStatusQuery, DeliveryOptions)}
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or no response could be read
     */
    default ShareStatus shareStatus(String entityCustomerId, String requestNo) {
        return shareStatus(ShareStatusQuery.of(entityCustomerId, requestNo), DeliveryOptions.inherited());
    }

    /**
     * Queries the import status of one submission. The exchange imports a record after it has accepted the request, and the import
     * can fail. Only a {@linkplain ShareStatus#isConclusive() conclusive} status says something about the requestNo. Retried as a
     * status query is.
     *
     * @param query the customer and the requestNo; the client's defaults complete it
     * @param options delivery options; null values are inherited from the client
     * @return the status, also if the response says nothing about the requestNo
     * @throws io.github.kycsharing.exception.KycNotSentException if nothing reached the exchange, or the query is invalid
     * @throws io.github.kycsharing.exception.KycRejectedException if the response has another code than success
     * @throws io.github.kycsharing.exception.KycNoResponseException if it was sent and no response could be read
     * @throws UnsupportedOperationException if this client, for example a fake, has no share status
     */
    default ShareStatus shareStatus(ShareStatusQuery query, DeliveryOptions options) {
        throw new UnsupportedOperationException("This client has no share status");
    }

    /**
     * Queries the import status of one submission without blocking the caller, with the client's own delivery options.
     *
     * @param entityCustomerId the customer of the submission
     * @param requestNo the number of the submission
     * @return a future of the status; see {@link #shareStatusAsync(ShareStatusQuery, DeliveryOptions)}
     */
    default CompletableFuture<ShareStatus> shareStatusAsync(String entityCustomerId, String requestNo) {
        return shareStatusAsync(ShareStatusQuery.of(entityCustomerId, requestNo), DeliveryOptions.inherited());
    }

    /**
     * Queries the import status of one submission without blocking the caller.
     *
     * @param query the customer and the requestNo; the client's defaults complete it
     * @param options delivery options; null values are inherited from the client
     * @return completed with the status, or exceptionally with what {@code shareStatus} would throw. Cancelling it ends the
     *     call in progress
     */
    default CompletableFuture<ShareStatus> shareStatusAsync(ShareStatusQuery query, DeliveryOptions options) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("This client has no share status"));
    }

    /**
     * Links between a person's accounts and the KYC of the person.
     *
     * @return the calls, with the options, limits and observers of this client
     * @throws UnsupportedOperationException if this client, for example a fake, has no account calls
     */
    default KycAccounts accounts() {
        throw new UnsupportedOperationException("This client has no account calls");
    }

    /**
     * Requests for information (RFI): files that the exchange requires of a customer.
     *
     * @return the calls, with the options, limits and observers of this client
     * @throws UnsupportedOperationException if this client, for example a fake, has no calls for requests for information
     */
    default KycInformationRequests informationRequests() {
        throw new UnsupportedOperationException("This client has no calls for requests for information");
    }

    /**
     * Polls a customer's status until it is final. Blocks; an interrupt ends the call at once, with the exception of a query
     * that was not sent or had no response. A customer that the exchange does not know yet counts as pending.
     *
     * @param query the customer; the client's defaults complete it
     * @param options timeout and intervals of the polls
     * @return the final status, or the last one before the timeout. Temporary failures (no connection, no readable response, a
     *     system error) do not end the polling; the result contains the failure of the last query
     * @throws io.github.kycsharing.exception.KycSharingException if another query cannot help: the query is invalid or was
     *     rejected, or the client is closed
     */
    default AwaitedStatus awaitFinalStatus(KycStatusQuery query, AwaitOptions options) {
        return StatusPoller.STANDALONE.await(this, query, options);
    }

    /**
     * Polls a customer's status until it is final, without blocking the caller and without a thread between the queries, so
     * that any number of customers can be polled.
     *
     * @param query the customer; the client's defaults complete it
     * @param options timeout and intervals of the polls
     * @return completed with what {@link #awaitFinalStatus} would return, or exceptionally with what it would throw.
     *     Cancelling it ends the polling and the query in progress
     */
    default CompletableFuture<AwaitedStatus> awaitFinalStatusAsync(KycStatusQuery query, AwaitOptions options) {
        return StatusPoller.STANDALONE.awaitAsync(this, query, options);
    }

    /**
     * Resolves the outcome of a submission that has left a doubt. It queries the import status of the requestNo first, then resumes
     * the submission if the exchange may accept it, and queries the customer's status last.
     *
     * @param request the same request as before; its requestNo may be null, and must otherwise be the exception's
     * @param failure an exception of {@code share}, {@code resume} or {@code deliver} that is {@linkplain
     *     KycSharingException#isResolvable() resolvable}: an unknown outcome, a duplicate, or a rejection after system errors only
     * @return the resolution; {@link OutcomeResolution.Outcome} lists what each outcome proves
     * @throws IllegalArgumentException if the request has another requestNo than the exception, or the exception leaves no doubt
     * @throws io.github.kycsharing.exception.KycNotSentException if the record is invalid, the calling thread was interrupted or
     *     the client is closed
     */
    default OutcomeResolution resolveOutcome(ShareKycRequest request, KycSharingException failure) {
        return resolveOutcome(OutcomeResolver.numbered(request, failure), ResolveOptions.after(failure));
    }

    /**
     * Resolves the outcome of a submission as the options say, possibly from another process.
     *
     * @param request the same request as before, its requestNo included
     * @param options the evidence so far, and whether the record may be sent again
     * @return the resolution; failures of the exchange or the network are part of it and not thrown
     * @throws IllegalArgumentException if the request has no requestNo
     * @throws io.github.kycsharing.exception.KycNotSentException if the record is invalid, the calling thread was interrupted or
     *     the client is closed
     * @throws UnsupportedOperationException if this client, for example a fake, has no share status
     */
    default OutcomeResolution resolveOutcome(ShareKycRequest request, ResolveOptions options) {
        return OutcomeResolver.resolve(this, request, options);
    }

    /**
     * Resolves the outcome of a prepared request that has left a doubt, as {@link #resolveOutcome(ShareKycRequest,
     * KycSharingException)} does. A resumed submission sends the request's own bytes.
     *
     * @param request the request
     * @param failure an exception of {@code deliver} that is {@linkplain KycSharingException#isResolvable() resolvable}
     * @return the resolution
     * @throws IllegalArgumentException if the exception has another requestNo than the request, or leaves no doubt
     * @throws io.github.kycsharing.exception.KycNotSentException if the calling thread was interrupted or the client is closed
     */
    default OutcomeResolution resolveOutcome(PreparedRequest request, KycSharingException failure) {
        return resolveOutcome(request, OutcomeResolver.after(request, failure));
    }

    /**
     * Resolves the outcome of a prepared request as the options say, possibly in another process that has restored it.
     *
     * @param request the request
     * @param options the evidence so far, and whether the request may be sent again
     * @return the resolution; failures of the exchange or the network are part of it and not thrown
     * @throws io.github.kycsharing.exception.KycNotSentException if the calling thread was interrupted or the client is closed
     * @throws UnsupportedOperationException if this client, for example a fake, has no share status
     */
    default OutcomeResolution resolveOutcome(PreparedRequest request, ResolveOptions options) {
        return OutcomeResolver.resolve(this, request, options);
    }

    /** Ends the calls in progress and frees connections and threads. A closed client sends nothing. */
    @Override
    void close();
}
