package io.github.kycsharing.test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A received request and its effect at the exchange. A text that is missing or unreadable in the body is empty.
 * {@link #toString()} has neither body nor customer.
 */
public final class ReceivedRequest {
    /** The call of a request, by its path. */
    public enum Call {
        /** Shares a record. */
        SHARE("share-kyc-data"),
        /** Queries the status of a customer. */
        STATUS_QUERY("check-kyc-status"),
        /** Queries the import of one share by its requestNo. */
        SHARE_STATUS_QUERY("query-share-data-status"),
        /** Queries the status of the customer of a sub account. */
        SUB_ACCOUNT_STATUS_QUERY("inner-query-kyc-status"),
        /** Queries the linked accounts of a customer or of an OAuth link. */
        LINKED_ACCOUNTS_QUERY("query-linked-accounts"),
        /** Links accounts of one person. */
        LINK_ACCOUNTS("add-account-info-list"),
        /** Unlinks a sub account. */
        UNLINK_ACCOUNT("unlink-kyc-data"),
        /** Refuses the KYC record of a customer. */
        REFUSE_KYC("refused-kyc-data"),
        /** Queries a page of RFI records. */
        RFI_RECORDS_QUERY("page-query-rfi-records"),
        /** Submits files for an RFI record. */
        RFI_SUBMISSION("submit-rfi-record"),
        /** Queries the result of submitted files. */
        RFI_RESULT_QUERY("query-submit-rfi-result");

        private final String name;

        Call(String name) {
            this.name = name;
        }

        /** The path of the call, with POST. */
        public String path() {
            return "/bapi/ekyc/v2/public/ekyc/customer/" + name;
        }
    }

    /** Effect of a request at the exchange. */
    public enum Effect {
        /** The record was accepted and took effect. */
        ACCEPTED,
        /** The request was refused. */
        REJECTED,
        /** The requestNo had been accepted or used up before. */
        DUPLICATE,
        /** A system error used up the requestNo, without another effect. */
        USED_UP,
        /** The query returned data. */
        QUERIED,
        /** The write, which has no requestNo of its own, took effect. */
        APPLIED,
        /** A fault prevented the processing. */
        NONE
    }

    private final Arrival arrival;
    private final Effect effect;
    private final Optional<String> code;
    private final OptionalInt httpStatus;
    private final Optional<Fault> fault;
    private final Optional<LedgerEntry> ledgerEntry;

    ReceivedRequest(
            Arrival arrival,
            Effect effect,
            Optional<String> code,
            OptionalInt httpStatus,
            Optional<Fault> fault,
            Optional<LedgerEntry> ledgerEntry) {
        this.arrival = arrival;
        this.effect = effect;
        this.code = code;
        this.httpStatus = httpStatus;
        this.fault = fault;
        this.ledgerEntry = ledgerEntry;
    }

    /** The time of receipt, by the exchange's clock. */
    public Instant receivedAt() {
        return arrival.at();
    }

    /** The call, by its path. */
    public Call call() {
        return arrival.call();
    }

    /** The requestNo in the body, or an empty text, as for a status query. A share status query has that of the share. */
    public String requestNo() {
        return arrival.requestNo();
    }

    /** The request's bizEntityKey in the body, or an empty text. */
    public String bizEntityKey() {
        return arrival.bizEntityKey();
    }

    /** The customer in userInfo, in a query or in the first account of a list, or an empty text. */
    public String entityCustomerId() {
        return arrival.entityCustomerId();
    }

    /** The received bytes of the body; a copy. */
    public byte[] body() {
        return arrival.body().clone();
    }

    /** The body read as UTF-8. */
    public String bodyText() {
        return new String(arrival.body(), StandardCharsets.UTF_8);
    }

    /** The size of the body in bytes. */
    public int bodySize() {
        return arrival.body().length;
    }

    /** The header {@code X-SHA2-Signature}, if there was one. */
    public Optional<String> signature() {
        return Optional.ofNullable(arrival.signature());
    }

    /** Whether that header is the signature of these bytes with the entity's secret. */
    public boolean signatureValid() {
        return arrival.signatureValid();
    }

    /** The code in the response; empty if no complete response with a code was sent. */
    public Optional<String> code() {
        return code;
    }

    /** The HTTP status of the response, if any. */
    public OptionalInt httpStatus() {
        return httpStatus;
    }

    /** The scripted fault that met this request, if any. */
    public Optional<Fault> fault() {
        return fault;
    }

    /** The effect of this request, whatever its response. */
    public Effect effect() {
        return effect;
    }

    /** Whether the record took effect by this request. */
    public boolean tookEffect() {
        return effect == Effect.ACCEPTED;
    }

    /** The state of the requestNo after this request; empty if the ledger has no entry for it. */
    public Optional<LedgerEntry> ledgerEntry() {
        return ledgerEntry;
    }

    boolean isKnownEntity() {
        return arrival.entity() != null;
    }

    /** Returns a description for logs, without body, customer and signature. */
    @Override
    public String toString() {
        return "ReceivedRequest[call=" + call() + ", requestNo=" + LogText.of(requestNo())
                + ", bizEntityKey=" + (isKnownEntity() ? bizEntityKey() : "(unknown)")
                + ", bytes=" + bodySize()
                + ", signatureValid=" + signatureValid()
                + ", effect=" + effect
                + ", code=" + code.orElse("-")
                + ", httpStatus=" + (httpStatus.isPresent() ? httpStatus.getAsInt() : "-")
                + ", fault=" + fault.map(Fault::name).orElse("-") + "]";
    }
}
