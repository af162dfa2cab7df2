package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.internal.json.PlainValues;
import io.github.kycsharing.internal.request.AccountStatusQuery;
import io.github.kycsharing.internal.request.InformationRequestsQuery;
import io.github.kycsharing.internal.request.LinkAccounts;
import io.github.kycsharing.internal.request.LinkedAccountsQuery;
import io.github.kycsharing.internal.request.RefuseRecord;
import io.github.kycsharing.internal.request.SubmitFiles;
import io.github.kycsharing.internal.request.SubmittedFilesQuery;
import io.github.kycsharing.internal.request.UnlinkAccount;
import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.model.InformationRequestPage;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.LinkedAccounts;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.ShareStatus;
import io.github.kycsharing.model.ShareStatusQuery;
import io.github.kycsharing.model.SubmittedFiles;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls of the exchange's API other than sharing. */
public final class ExchangeCalls {
    /** Status of a customer. */
    public static final ExchangeCall<KycStatusQuery, KycStatus> CHECK_STATUS = new ExchangeCall<>(
            Operation.CHECK_STATUS,
            RequestDefaults::complete,
            query -> new RequestIdentity(null, query.bizEntityKey(), query.entityCustomerId()),
            data(KycStatus::new));

    /** Import status of a requestNo. */
    public static final ExchangeCall<ShareStatusQuery, ShareStatus> CHECK_SHARE_STATUS = new ExchangeCall<>(
            Operation.CHECK_SHARE_STATUS,
            RequestDefaults::complete,
            query -> new RequestIdentity(query.requestNo(), query.bizEntityKey(), query.entityCustomerId()),
            (query, response) ->
                    data(response).map(fields -> new ShareStatus(String.valueOf(query.requestNo()), fields)));

    /** Status of a customer by sub account. */
    public static final ExchangeCall<AccountStatusQuery, KycStatus> CHECK_STATUS_BY_ACCOUNT = complete(
            Operation.CHECK_STATUS_BY_ACCOUNT,
            query -> new RequestIdentity(
                    null,
                    query.bizEntityKey(),
                    null,
                    present(
                            "brokerMainAccountId", query.brokerMainAccountId(),
                            "brokerSubAccountId", query.brokerSubAccountId())),
            data(KycStatus::new));

    /** Accounts linked to a person. */
    public static final ExchangeCall<LinkedAccountsQuery, LinkedAccounts> LIST_LINKED_ACCOUNTS = complete(
            Operation.LIST_LINKED_ACCOUNTS,
            query -> new RequestIdentity(null, query.bizEntityKey(), query.entityCustomerId()),
            data(LinkedAccounts::new));

    /** Links accounts of one person. */
    public static final ExchangeCall<LinkAccounts, ExchangeResponse> LINK_ACCOUNTS = complete(
            Operation.LINK_ACCOUNTS,
            request -> new RequestIdentity(null, request.bizEntityKey(), null),
            (request, response) -> Optional.of(response));

    /** Unlinks an account. */
    public static final ExchangeCall<UnlinkAccount, ExchangeResponse> UNLINK_ACCOUNT = complete(
            Operation.UNLINK_ACCOUNT,
            request -> new RequestIdentity(null, request.bizEntityKey(), request.entityCustomerId()),
            (request, response) -> Optional.of(response));

    /** Refuses a customer's record. */
    public static final ExchangeCall<RefuseRecord, ExchangeResponse> REFUSE_RECORD = complete(
            Operation.REFUSE_RECORD,
            request -> new RequestIdentity(null, request.bizEntityKey(), request.entityCustomerId()),
            (request, response) -> Optional.of(response));

    /** A page of requests for information. */
    public static final ExchangeCall<InformationRequestsQuery, InformationRequestPage> LIST_INFORMATION_REQUESTS =
            complete(
                    Operation.LIST_INFORMATION_REQUESTS,
                    query -> new RequestIdentity(
                            null,
                            query.bizEntityKey(),
                            query.entityCustomerId(),
                            present("recordId", query.recordId())),
                    data(InformationRequestPage::new));

    /** Submits files; the result is the requestNo that the exchange gave the submission. */
    public static final ExchangeCall<SubmitFiles, String> SUBMIT_FILES = complete(
            Operation.SUBMIT_FILES,
            request -> new RequestIdentity(
                    null, request.bizEntityKey(), request.entityCustomerId(), present("recordId", request.recordId())),
            (request, response) -> response.data().flatMap(ExchangeCalls::givenRequestNo));

    /** Result of submitted files. */
    public static final ExchangeCall<SubmittedFilesQuery, SubmittedFiles> CHECK_SUBMITTED_FILES = complete(
            Operation.CHECK_SUBMITTED_FILES,
            query -> new RequestIdentity(
                    query.requestNo(),
                    query.bizEntityKey(),
                    query.entityCustomerId(),
                    present("recordId", query.recordId())),
            data(SubmittedFiles::new));

    private ExchangeCalls() {}

    /** A call whose requests are complete when they are created. */
    private static <Q extends Record, R> ExchangeCall<Q, R> complete(
            Operation operation,
            Function<Q, RequestIdentity> identity,
            BiFunction<Q, ExchangeResponse, Optional<R>> reader) {
        return new ExchangeCall<>(operation, (defaults, request) -> request, identity, reader);
    }

    private static <Q, R> BiFunction<Q, ExchangeResponse, Optional<R>> data(Function<Map<String, Object>, R> result) {
        return (request, response) -> data(response).map(result);
    }

    /** The data: no fields if it is absent, empty if it is not an object. */
    private static Optional<Map<String, Object>> data(ExchangeResponse response) {
        return response.data().orElse(Map.of()) instanceof Map<?, ?> data
                ? Optional.of(PlainValues.copy(data))
                : Optional.empty();
    }

    /** The documentation does not say whether the data is the number or an object that contains it. */
    private static Optional<String> givenRequestNo(Object data) {
        Object number = data instanceof Map<?, ?> fields ? fields.get("requestNo") : data;
        if (number instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        return number instanceof Integer || number instanceof Long || number instanceof BigInteger
                ? Optional.of(number.toString())
                : Optional.empty();
    }

    private static Map<String, String> present(String field, @Nullable String value) {
        return value == null ? Map.of() : Map.of(field, value);
    }

    private static Map<String, String> present(
            String field, @Nullable String value, String other, @Nullable String otherValue) {
        Map<String, String> both = new LinkedHashMap<>(present(field, value));
        both.putAll(present(other, otherValue));
        return both;
    }
}
