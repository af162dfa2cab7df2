package io.github.kycsharing;

import io.github.kycsharing.delivery.DeliveryOptions;
import io.github.kycsharing.delivery.ShareResult;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import java.util.concurrent.CompletableFuture;

/**
 * Shares KYC records of one access entity with the exchange. Made once, used by many threads, closed at the end.
 *
 * <p>Every method that shares completes the request (bizEntityKey and notifyUrl from the client, a requestNo if there is none),
 * checks it against every rule of the specification, serialises it once, signs those bytes and sends those bytes. It returns
 * normally only if the exchange has the request, and otherwise throws one of
 *
 * <ul>
 *   <li>{@link io.github.kycsharing.error.KycNotSentException}: nothing reached the exchange; its subclass
 *       {@link io.github.kycsharing.error.KycValidationException} names every rule that the record breaks
 *   <li>{@link io.github.kycsharing.error.KycRejectedException}: the exchange said no, and why
 *   <li>{@link io.github.kycsharing.error.KycOutcomeUnknownException}: it may or may not have taken effect
 * </ul>
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
     * @throws io.github.kycsharing.error.KycSharingException if it was not sent, was rejected, or its outcome is unknown
     */
    default ShareResult share(KycInfo kycInfo) {
        return share(ShareKycRequest.of(kycInfo));
    }

    /**
     * Shares a request, with the client's own delivery options.
     *
     * @param request the request; what is null in it is filled in
     * @return what came of it
     * @throws io.github.kycsharing.error.KycSharingException if it was not sent, was rejected, or its outcome is unknown
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
     * @throws io.github.kycsharing.error.KycSharingException if it was not sent, was rejected, or its outcome is unknown
     */
    ShareResult share(ShareKycRequest request, DeliveryOptions options);

    /**
     * Sends a request again whose outcome is unknown, with the client's own delivery options.
     *
     * @param request the same request as before, its requestNo included
     * @return what came of it
     * @throws IllegalArgumentException if the request has no requestNo
     * @throws io.github.kycsharing.error.KycSharingException if that did not settle it
     * @see #resume(ShareKycRequest, DeliveryOptions)
     */
    default ShareResult resume(ShareKycRequest request) {
        return resume(request, DeliveryOptions.inherited());
    }

    /**
     * Sends a request again whose outcome is unknown, possibly from another process. DUPLICATE_REQUEST then means that the
     * exchange has it: the result is {@link io.github.kycsharing.delivery.Verdict#RECEIVED}. A refusal does not tell what became
     * of the earlier attempts, so it leaves the outcome unknown, with the refusal's code.
     *
     * <p>Not for a request of which {@link io.github.kycsharing.error.KycOutcomeUnknownException#systemErrorSeen()} is true:
     * there a duplicate proves nothing, and only the status query settles it.
     *
     * @param request the same request as before, its requestNo included
     * @param options how hard to try, in place of the client's own options where they are not null
     * @return what came of it
     * @throws IllegalArgumentException if the request has no requestNo
     * @throws io.github.kycsharing.error.KycSharingException if that did not settle it
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
     * Shares a request without blocking the caller. Any number of calls may be under way at once.
     *
     * @param request the request; what is null in it is filled in
     * @param options how hard to try, in place of the client's own options where they are not null
     * @return completed with the result, or exceptionally with what {@code share} would throw; never throws itself.
     *     Cancelling it ends the call under way: the request may have been sent by then
     */
    CompletableFuture<ShareResult> shareAsync(ShareKycRequest request, DeliveryOptions options);

    /** Ends the calls under way and frees connections and threads. A closed client sends nothing. */
    @Override
    void close();
}
