package io.github.kycsharing.model;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Operation of a call: every call to the exchange, with its path and what a failure can mean for it. Suitable as a metric tag;
 * the set grows with the exchange's API, so a {@code switch} over it needs a default branch.
 */
public enum Operation {
    /** Sharing a record. */
    SHARE("share-kyc-data", Kind.SUBMISSION, "query-share-data-status"),
    /** Resuming a submission with an unknown outcome. */
    RESUME("share-kyc-data", Kind.SUBMISSION, "query-share-data-status"),
    /** Querying a customer's status. */
    CHECK_STATUS("check-kyc-status", Kind.QUERY),
    /** Querying the import status of one requestNo. */
    CHECK_SHARE_STATUS("query-share-data-status", Kind.QUERY),
    /** Querying a customer's status by sub account. */
    CHECK_STATUS_BY_ACCOUNT("inner-query-kyc-status", Kind.QUERY),
    /** Querying the accounts that are linked to a customer. */
    LIST_LINKED_ACCOUNTS("query-linked-accounts", Kind.QUERY),
    /** Linking accounts of one person. */
    LINK_ACCOUNTS("add-account-info-list", Kind.WRITE, "query-linked-accounts"),
    /** Unlinking an account from a customer's KYC. */
    UNLINK_ACCOUNT("unlink-kyc-data", Kind.WRITE, "query-linked-accounts"),
    /** Refusing a customer's KYC record. */
    REFUSE_RECORD("refused-kyc-data", Kind.WRITE, "check-kyc-status"),
    /** Querying a page of requests for information. */
    LIST_INFORMATION_REQUESTS("page-query-rfi-records", Kind.QUERY),
    /** Submitting files for a request for information. */
    SUBMIT_FILES("submit-rfi-record", Kind.WRITE, "page-query-rfi-records"),
    /** Querying the result of submitted files. */
    CHECK_SUBMITTED_FILES("query-submit-rfi-result", Kind.QUERY);

    private static final String PREFIX = "/bapi/ekyc/v2/public/ekyc/customer/";
    /** The documentation of {@link #LINK_ACCOUNTS} gives this success code in its table and {@code 000000} in its example. */
    private static final String LINK_SUCCESS = "000000000";

    private final String resource;
    private final Kind kind;
    private final @Nullable String resolvingResource;

    Operation(String resource, Kind kind) {
        this(resource, kind, null);
    }

    Operation(String resource, Kind kind, @Nullable String resolvingResource) {
        this.resource = resource;
        this.kind = kind;
        this.resolvingResource = resolvingResource;
    }

    /** Kind of an operation, which decides what a failure can mean. */
    public enum Kind {
        /** Carries a requestNo, so that the exchange recognizes a repeated request. */
        SUBMISSION,
        /** Changes nothing at the exchange, so that every temporary failure is retried. */
        QUERY,
        /** Changes something and carries no requestNo, so that only an attempt that sent nothing is retried. */
        WRITE
    }

    /**
     * Path of the call.
     *
     * @return an absolute path below the base URL
     */
    public String path() {
        return PREFIX + resource;
    }

    /**
     * Kind of the operation.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The query that resolves an unknown outcome of this operation.
     *
     * @return the query, or empty for a query, which has no outcome to resolve
     */
    public Optional<Operation> resolvedBy() {
        for (Operation operation : values()) {
            if (operation.resource.equals(resolvingResource)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a code means success for this operation.
     *
     * @param code the code of a response
     * @return true for {@code 000000}, and for {@link #LINK_ACCOUNTS} also for {@code 000000000}
     */
    public boolean isSuccess(ExchangeCode code) {
        return code.isSuccess() || (this == LINK_ACCOUNTS && code.value().equals(LINK_SUCCESS));
    }

    /**
     * Describes the operation in lower-case words.
     *
     * @return for example {@code link accounts}
     */
    public String description() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
