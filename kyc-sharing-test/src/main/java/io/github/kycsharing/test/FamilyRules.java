package io.github.kycsharing.test;

import static io.github.kycsharing.test.Field.mandatory;
import static io.github.kycsharing.test.Field.optional;
import static io.github.kycsharing.test.RecordRules.fields;
import static io.github.kycsharing.test.RecordRules.illegal;
import static io.github.kycsharing.test.RecordRules.isPresent;

import io.github.kycsharing.test.ReceivedRequest.Call;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The specification's rules for the bodies of the calls around sharing. The first broken rule decides the response. */
final class FamilyRules {
    private static final Field BIZ_ENTITY_KEY = mandatory("bizEntityKey");
    private static final Field CUSTOMER =
            mandatory("entityCustomerId", TextRule.CUSTOMER_ID).upTo(128);
    private static final Field OPTIONAL_CUSTOMER =
            optional("entityCustomerId", TextRule.CUSTOMER_ID).upTo(128);
    private static final Field KYC_TYPE = mandatory("kycType");
    private static final Field RECORD_ID = mandatory("recordId");
    private static final Field MAIN_ACCOUNT = mandatory("brokerMainAccountId");
    private static final Field SUB_ACCOUNT = mandatory("brokerSubAccountId");
    private static final Field OPEN_ID = optional("openId");
    private static final Field OAUTH_CLIENT_ID = optional("oauthClientId");

    private static final Map<Call, List<Field>> FIELDS = Map.of(
            Call.SHARE_STATUS_QUERY,
                    List.of(BIZ_ENTITY_KEY, CUSTOMER, mandatory("requestNo").upTo(120)),
            Call.SUB_ACCOUNT_STATUS_QUERY, List.of(BIZ_ENTITY_KEY, MAIN_ACCOUNT, SUB_ACCOUNT),
            Call.LINKED_ACCOUNTS_QUERY,
                    List.of(BIZ_ENTITY_KEY, OPTIONAL_CUSTOMER, OPEN_ID, OAUTH_CLIENT_ID, MAIN_ACCOUNT),
            Call.LINK_ACCOUNTS, List.of(BIZ_ENTITY_KEY),
            Call.UNLINK_ACCOUNT, List.of(BIZ_ENTITY_KEY, CUSTOMER, MAIN_ACCOUNT, SUB_ACCOUNT),
            Call.REFUSE_KYC, List.of(BIZ_ENTITY_KEY, CUSTOMER),
            Call.RFI_RECORDS_QUERY,
                    List.of(
                            BIZ_ENTITY_KEY,
                            OPTIONAL_CUSTOMER,
                            optional("kycType"),
                            optional("recordId"),
                            optional("status"),
                            optional("startTime", TextRule.DATE),
                            optional("endTime", TextRule.DATE)),
            Call.RFI_SUBMISSION, List.of(BIZ_ENTITY_KEY, CUSTOMER, KYC_TYPE, RECORD_ID),
            Call.RFI_RESULT_QUERY, List.of(BIZ_ENTITY_KEY, CUSTOMER, KYC_TYPE, RECORD_ID, mandatory("requestNo")));

    private static final List<Field> LINKED_ACCOUNT =
            List.of(OPTIONAL_CUSTOMER, OPEN_ID, OAUTH_CLIENT_ID, MAIN_ACCOUNT, SUB_ACCOUNT);
    private static final List<Field> FILE_DATA = List.of(mandatory("type"));
    private static final List<Field> FILE = List.of(mandatory("fileUrl", TextRule.URL));
    private static final List<Field> DIGITS_ONLY_ACCOUNTS =
            List.of(optional("brokerMainAccountId", TextRule.DIGITS), optional("brokerSubAccountId", TextRule.DIGITS));

    private final ExchangeSettings settings;

    FamilyRules(ExchangeSettings settings) {
        this.settings = settings;
    }

    Optional<Rejection> check(Call call, JsonNode json) {
        return fields(json, "", FIELDS.getOrDefault(call, List.of()))
                .or(() -> accountIds(json, ""))
                .or(() -> switch (call) {
                    case LINKED_ACCOUNTS_QUERY -> holder(json, "");
                    case LINK_ACCOUNTS -> list(json, "", "accountList", true, this::account);
                    case RFI_RECORDS_QUERY -> atLeastOne(json, "page").or(() -> atLeastOne(json, "rows"));
                    case RFI_SUBMISSION ->
                        user(json).or(() -> list(json, "", "fileDataList", true, FamilyRules::fileData));
                    case RFI_RESULT_QUERY -> user(json);
                    default -> Optional.empty();
                });
    }

    private Optional<Rejection> account(JsonNode account, String path) {
        return fields(account, path, LINKED_ACCOUNT)
                .or(() -> accountIds(account, path))
                .or(() -> holder(account, path + "."));
    }

    private Optional<Rejection> accountIds(JsonNode object, String path) {
        return settings.digitsOnlyAccountIds() ? fields(object, path, DIGITS_ONLY_ACCOUNTS) : Optional.empty();
    }

    /** A customer, or both ids of an OAuth link. */
    private static Optional<Rejection> holder(JsonNode json, String prefix) {
        boolean openId = isFilled(json, "openId");
        boolean oauthClientId = isFilled(json, "oauthClientId");
        if (openId != oauthClientId) {
            return illegal(prefix + (openId ? "oauthClientId" : "openId"), "mandatory for an OAuth link");
        }
        return openId || isFilled(json, "entityCustomerId")
                ? Optional.empty()
                : illegal(prefix + "entityCustomerId", "mandatory");
    }

    private static boolean isFilled(JsonNode json, String name) {
        return !json.path(name).stringValue("").isBlank();
    }

    private static Optional<Rejection> user(JsonNode json) {
        return json.path("kycType").stringValue("").equals("USER")
                ? Optional.empty()
                : illegal("kycType", "must be USER");
    }

    private static Optional<Rejection> fileData(JsonNode fileData, String path) {
        return fields(fileData, path, FILE_DATA)
                .or(() -> list(fileData, path + ".", "files", false, (file, at) -> fields(file, at, FILE)));
    }

    private static Optional<Rejection> list(
            JsonNode parent,
            String prefix,
            String name,
            boolean mandatory,
            BiFunction<JsonNode, String, Optional<Rejection>> rule) {
        JsonNode list = parent.path(name);
        String path = prefix + name;
        if (isPresent(list) && !list.isArray()) {
            return Optional.of(Rejection.illegalRequest(path, "must be an array"));
        }
        if (mandatory && list.isEmpty()) {
            return illegal(path, "mandatory");
        }
        return IntStream.range(0, list.size())
                .mapToObj(i -> list.get(i).isObject()
                        ? rule.apply(list.get(i), path + "[" + i + "]")
                        : Optional.of(Rejection.illegalRequest(path + "[" + i + "]", "must be an object")))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A JSON number, or digits in a text, which the specification does not rule out. */
    private static Optional<Rejection> atLeastOne(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!isPresent(value)) {
            return illegal(name, "mandatory");
        }
        if (!value.isIntegralNumber()
                && !(value.isString() && value.stringValue().matches("[0-9]+"))) {
            return Optional.of(Rejection.illegalRequest(name, "must be a whole number"));
        }
        return number(value).signum() > 0 ? Optional.empty() : illegal(name, "at least 1");
    }

    /** The number of a page or of its rows, at most the greatest int. */
    static int clamped(JsonNode value) {
        return number(value).min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
    }

    private static BigDecimal number(JsonNode value) {
        return new BigDecimal(value.asString());
    }
}
