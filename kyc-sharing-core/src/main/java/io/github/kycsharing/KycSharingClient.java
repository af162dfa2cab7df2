package io.github.kycsharing;

import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.model.AwaitOptions;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import java.util.concurrent.CompletableFuture;

/**
 * Shares KYC records of one access entity with the exchange. Made once, used by many threads, closed at the end.
 *
 * <p>Every method that shares completes the request (bizEntityKey and notifyUrl from the client, a requestNo if there is none),
 * checks it against every rule of the specification, serialises it once, signs those bytes and sends those bytes. It returns
 * normally only if the exchange has the request, and otherwise throws one of
 *
 * <ul>
 *   <li>{@link io.github.kycsharing.exception.KycNotSentException}: nothing reached the exchange; its subclass
 *       {@link io.github.kycsharing.exception.KycValidationException} names every rule that the record breaks
 *   <li>{@link io.github.kycsharing.exception.KycRejectedException}: the exchange said no, and why
 *   <li>{@link io.github.kycsharing.exception.KycOutcomeUnknownException}: it may or may not have taken effect
 * </ul>
 *
 * <p>A status query goes the same way, and changes nothing at the exchange: in place of an unknown outcome it can only end with
 * {@link io.github.kycsharing.exception.KycNoResponseException}.
 *
 * <p>To fake it, implement the abstract methods; the others are made of them.
 */
public interface KycSharingClient extends AutoCloseable {
    /**
     * Starts a client.
     *
     * @return a new builder
     */
    static KycSharingClientBuilder builder() {
        return new KycSharingClientBuilder();
    }

    /**
     * What the client is called, to tell it from others in one application.
     *
     * @return the name that its builder was given, {@code default} if none
     */
    default String name() {
        return "default";
    }

    /**
     * Shares a record under a requestNo that the client generates.
     *
     * @param kycInfo the record
     * @return what came of it
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or its outcome is unknown
     */
    default ShareResult share(KycInfo kycInfo) {
        return share(ShareKycRequest.of(kycInfo));
    }

    /**
     * Shares a request, with the client's own delivery options.
     *
     * @param request the request; what is null in it is filled in
     * @return what came of it
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or its outcome is unknown
     */
    default ShareResult share(ShareKycRequest request) {
        return share(request, DeliveryOptions.inherited());
    }

    /**
     * Shares a request. Blocks until its outcome is known or the time is up; an interrupt ends it at once.
     *
     * @param request the request; what is null in it is filled in
     * @param options how hard to try, in place of the client's own options where they are not null
     * @return what came of it
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or its outcome is unknown
     */
    ShareResult share(ShareKycRequest request, DeliveryOptions options);

    /**
     * Sends a request again whose outcome is unknown, with the client's own delivery options.
     *
     * @param request the same request as before, its requestNo included
     * @return what came of it
     * @throws IllegalArgumentException if the request has no requestNo
     * @throws io.github.kycsharing.exception.KycSharingException if that did not resolve it
     * @see #resume(ShareKycRequest, DeliveryOptions)
     */
    default ShareResult resume(ShareKycRequest request) {
        return resume(request, DeliveryOptions.inherited());
    }

    /**
     * Sends a request again whose outcome is unknown, possibly from another process. DUPLICATE_REQUEST then means that the
     * exchange has it: the result is {@link io.github.kycsharing.model.Verdict#RECEIVED}. A refusal does not tell what became
     * of the earlier attempts, so it leaves the outcome unknown, with the refusal's code.
     *
     * <p>Not for a request of which {@link io.github.kycsharing.exception.KycOutcomeUnknownException#systemErrorSeen()} is true:
     * there a duplicate proves nothing, and only the status query settles it.
     *
     * @param request the same request as before, its requestNo included
     * @param options how hard to try, in place of the client's own options where they are not null
     * @return what came of it
     * @throws IllegalArgumentException if the request has no requestNo
     * @throws io.github.kycsharing.exception.KycSharingException if that did not resolve it
     */
    ShareResult resume(ShareKycRequest request, DeliveryOptions options);

    /**
     * Shares a record under a requestNo that the client generates, without blocking the caller.
     *
     * @param kycInfo the record
     * @return what comes of it; see {@link #shareAsync(ShareKycRequest, DeliveryOptions)}
     */
    default CompletableFuture<ShareResult> shareAsync(KycInfo kycInfo) {
        return shareAsync(ShareKycRequest.of(kycInfo));
    }

    /**
     * Shares a request without blocking the caller, with the client's own delivery options.
     *
     * @param request the request; what is null in it is filled in
     * @return what comes of it; see {@link #shareAsync(ShareKycRequest, DeliveryOptions)}
     */
    default CompletableFuture<ShareResult> shareAsync(ShareKycRequest request) {
        return shareAsync(request, DeliveryOptions.inherited());
    }

    /**
     * Shares a request without blocking the caller. A bounded number of calls is under way at once; others wait for a thread, and
     * the wait is part of the total timeout. The future ends by then, or at most a second later.
     *
     * @param request the request; what is null in it is filled in
     * @param options how hard to try, in place of the client's own options where they are not null
     * @return completed with the result, or exceptionally with what {@code share} would throw; never throws itself. If too
     *     many calls wait already, it is at once a {@link io.github.kycsharing.exception.KycNotSentException}. Cancelling it ends the call under way: the request may have been sent by then
     */
    CompletableFuture<ShareResult> shareAsync(ShareKycRequest request, DeliveryOptions options);

    /**
     * Asks for a customer's status, with the client's own delivery options.
     *
     * @param query the customer; what is null in it is filled in
     * @return what the exchange says, also that it has no such record
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or not answered
     */
    default KycStatus checkStatus(KycStatusQuery query) {
        return checkStatus(query, DeliveryOptions.inherited());
    }

    /**
     * Asks for a customer's status. Nothing changes by it, so whatever may pass is tried again: also a response that could not be
     * read. Blocks until there is a response or the time is up; an interrupt ends it at once.
     *
     * @param query the customer; what is null in it is filled in
     * @param options how hard to try, in place of the client's own options where they are not null
     * @return what the exchange says, also that it has no such record
     * @throws io.github.kycsharing.exception.KycNotSentException if nothing reached the exchange, or the query is invalid
     * @throws io.github.kycsharing.exception.KycRejectedException if the exchange answered with another code than success
     * @throws io.github.kycsharing.exception.KycNoResponseException if it was sent and no response could be read
     */
    KycStatus checkStatus(KycStatusQuery query, DeliveryOptions options);

    /**
     * Asks for a customer's status without blocking the caller, with the client's own delivery options.
     *
     * @param query the customer; what is null in it is filled in
     * @return what comes of it; see {@link #checkStatusAsync(KycStatusQuery, DeliveryOptions)}
     */
    default CompletableFuture<KycStatus> checkStatusAsync(KycStatusQuery query) {
        return checkStatusAsync(query, DeliveryOptions.inherited());
    }

    /**
     * Asks for a customer's status without blocking the caller.
     *
     * @param query the customer; what is null in it is filled in
     * @param options how hard to try, in place of the client's own options where they are not null
     * @return completed with the status, or exceptionally with what {@code checkStatus} would throw; never throws itself.
     *     Cancelling it ends the call under way
     */
    CompletableFuture<KycStatus> checkStatusAsync(KycStatusQuery query, DeliveryOptions options);

    /**
     * Waits until the exchange has decided about a customer, by asking again and again. Blocks; an interrupt ends it at once,
     * with the exception of a query that was not sent or not answered. A customer that the exchange does not know yet is waited
     * for like one who is findDue.
     *
     * @param query the customer; what is null in it is filled in
     * @param options how long and how often to ask
     * @return the final status, or the last one seen when the time was up. Whatever may pass (no connection, no readable response,
     *     a system error) is survived, and part of the result if it was the last that happened
     * @throws io.github.kycsharing.exception.KycSharingException if asking again cannot help: the query is invalid, was rejected
     *     for good, or the client is closed
     */
    default AwaitedStatus awaitFinalStatus(KycStatusQuery query, AwaitOptions options) {
        return StatusPoller.STANDALONE.await(this, query, options);
    }

    /**
     * Waits until the exchange has decided about a customer, without blocking the caller and without a thread between the
     * queries, so that any number of customers can be waited for.
     *
     * @param query the customer; what is null in it is filled in
     * @param options how long and how often to ask
     * @return completed with what {@link #awaitFinalStatus} would return, or exceptionally with what it would throw.
     *     Cancelling it ends the wait and the query under way
     */
    default CompletableFuture<AwaitedStatus> awaitFinalStatusAsync(KycStatusQuery query, AwaitOptions options) {
        return StatusPoller.STANDALONE.awaitAsync(this, query, options);
    }

    /**
     * Finds out about a submission whose outcome is unknown: by sending it again under its requestNo where a duplicate proves
     * something, and by the status query.
     *
     * @param request the same request as before; its requestNo may be null, and must otherwise be the exception's
     * @param unknown what {@code share} or {@code resume} threw
     * @return what is known now; see {@link OutcomeResolution.Finding} for what each finding proves
     * @throws IllegalArgumentException if the request has another requestNo than the exception
     * @throws io.github.kycsharing.exception.KycNotSentException if the record is invalid, the calling thread was interrupted or
     *     the client is closed
     */
    default OutcomeResolution resolveOutcome(ShareKycRequest request, KycOutcomeUnknownException unknown) {
        return resolveOutcome(OutcomeResolver.numbered(request, unknown), ResolveOptions.after(unknown));
    }

    /**
     * Finds out about a submission whose outcome is unknown, possibly from another process, and in the way that the options say.
     *
     * @param request the same request as before, its requestNo included
     * @param options what was seen before, and whether the record may be sent again
     * @return what is known now; what the exchange or the network did is part of it and not thrown
     * @throws IllegalArgumentException if the request has no requestNo
     * @throws io.github.kycsharing.exception.KycNotSentException if the record is invalid, the calling thread was interrupted or
     *     the client is closed
     */
    default OutcomeResolution resolveOutcome(ShareKycRequest request, ResolveOptions options) {
        return OutcomeResolver.resolve(this, request, options);
    }

    /** Ends the calls under way and frees connections and threads. A closed client sends nothing. */
    @Override
    void close();
}
