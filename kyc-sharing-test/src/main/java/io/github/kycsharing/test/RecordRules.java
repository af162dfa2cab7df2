package io.github.kycsharing.test;

import io.github.kycsharing.test.ExchangeEntity.BrokerType;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The specification's rules for the body of a request, in the order of the checks. The first broken rule determines the code. */
final class RecordRules {
    private static final String KYC_INFO = "kycInfo";
    private static final Pattern CAPITAL_I_WITH_DOT = Pattern.compile("I(\\p{M}*?)\\x{307}");
    private static final List<String> SECTIONS = List.of("basicInfo", "identityInfo", "tncInfo", "questionnaireInfo");

    private final ExchangeEntity entity;
    private final ExchangeSettings settings;

    RecordRules(ExchangeEntity entity, ExchangeSettings settings) {
        this.entity = entity;
        this.settings = settings;
    }

    Optional<Rejection> check(JsonNode request) {
        JsonNode kycInfo = request.path(KYC_INFO);
        return Stream.<Supplier<Optional<Rejection>>>of(
                        () -> fields(request, "", Field.REQUEST),
                        () -> section(request, "", KYC_INFO, true, List.of()),
                        () -> section(kycInfo, KYC_INFO, "userInfo", true, Field.USER_INFO),
                        () -> userInfo(kycInfo.path("userInfo")),
                        () -> sections(kycInfo),
                        () -> section(kycInfo, KYC_INFO, "basicInfo", isStandard(), Field.BASIC_INFO),
                        () -> section(kycInfo, KYC_INFO, "identityInfo", isStandard(), Field.IDENTITY_INFO),
                        () -> names(kycInfo),
                        () -> section(kycInfo, KYC_INFO, "tncInfo", false, Field.TNC_INFO),
                        () -> consent(kycInfo.path("tncInfo")),
                        () -> section(kycInfo, KYC_INFO, "questionnaireInfo", false, Field.QUESTIONNAIRE_INFO),
                        () -> new QuestionnaireRules(entity.questionnaires()).check(kycInfo.path("questionnaireInfo")))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private boolean isStandard() {
        return entity.brokerType() == BrokerType.STANDARD;
    }

    private Optional<Rejection> userInfo(JsonNode userInfo) {
        if (!userInfo.path("bizEntityKey").stringValue("").equals(entity.bizEntityKey())) {
            return illegal("kycInfo.userInfo.bizEntityKey", "must be the request's");
        }
        return accountIds(userInfo, "kycInfo.userInfo");
    }

    /** The rules for the body of a status query. */
    Optional<Rejection> checkQuery(JsonNode query) {
        return fields(query, "", Field.STATUS_QUERY).or(() -> accountIds(query, ""));
    }

    private Optional<Rejection> accountIds(JsonNode object, String path) {
        return settings.digitsOnlyAccountIds() ? fields(object, path, Field.DIGITS_ONLY) : Optional.empty();
    }

    private Optional<Rejection> sections(JsonNode kycInfo) {
        if (isStandard()) {
            return Stream.of("tncInfo", "questionnaireInfo")
                    .filter(name -> isPresent(kycInfo.path(name)))
                    .findFirst()
                    .flatMap(name -> illegal("kycInfo." + name, "for KZ entity brokers only"));
        }
        return SECTIONS.stream().anyMatch(name -> isPresent(kycInfo.path(name)))
                ? Optional.empty()
                : illegal(KYC_INFO, "at least one section");
    }

    private static Optional<Rejection> names(JsonNode kycInfo) {
        JsonNode basic = kycInfo.path("basicInfo");
        JsonNode identity = kycInfo.path("identityInfo");
        if (!isPresent(basic) || !isPresent(identity)) {
            return Optional.empty();
        }
        return Stream.of("firstName", "lastName")
                .filter(name -> !comparable(basic.path(name)).equals(comparable(identity.path(name))))
                .findFirst()
                .flatMap(name -> illegal("kycInfo.identityInfo." + name, "must match basicInfo's"));
    }

    /** Normalises a name, so that only a certain mismatch is refused. */
    private static String comparable(JsonNode name) {
        String spelling = name.stringValue("");
        // Capitals decompose to other marks than their small letters, so normalise before and after.
        for (int i = 0; i < 2; i++) {
            spelling = Normalizer.normalize(spelling, Normalizer.Form.NFKD)
                    .toLowerCase(Locale.ROOT)
                    .toUpperCase(Locale.ROOT);
        }
        // A Turkish i is written in four ways, with and without a dot.
        return CAPITAL_I_WITH_DOT.matcher(spelling).replaceAll("I$1").strip();
    }

    private static Optional<Rejection> consent(JsonNode tncInfo) {
        if (!isPresent(tncInfo) || tncInfo.path("consent").isBoolean()) {
            return Optional.empty();
        }
        return isPresent(tncInfo.path("consent"))
                ? Optional.of(Rejection.illegalRequest("kycInfo.tncInfo.consent", "must be true or false"))
                : illegal("kycInfo.tncInfo.consent", "mandatory");
    }

    private static Optional<Rejection> section(
            JsonNode parent, String parentPath, String name, boolean mandatory, List<Field> fields) {
        String path = join(parentPath, name);
        JsonNode section = parent.path(name);
        if (!isPresent(section)) {
            return mandatory ? illegal(path, "mandatory") : Optional.empty();
        }
        return section.isObject()
                ? fields(section, path, fields)
                : Optional.of(Rejection.illegalRequest(path, "must be an object"));
    }

    static Optional<Rejection> fields(JsonNode object, String path, List<Field> fields) {
        return fields.stream()
                .map(field -> field(object.path(field.name()), join(path, field.name()), field))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Rejection> field(JsonNode value, String path, Field field) {
        if (isPresent(value) && !value.isString()) {
            return Optional.of(Rejection.illegalRequest(path, "must be a text"));
        }
        String text = value.stringValue("");
        if (text.isBlank() && field.mandatory()) {
            return illegal(path, "mandatory");
        }
        // Blanks count as characters, so a blank text can be too long.
        if (text.codePointCount(0, text.length()) > field.max()) {
            return illegal(path, "at most " + field.max() + " characters");
        }
        return text.isBlank() || field.rule().accepts(text)
                ? Optional.empty()
                : illegal(path, field.rule().description());
    }

    static Optional<Rejection> illegal(String path, String rule) {
        return Optional.of(Rejection.illegalParam(path, rule));
    }

    static boolean isPresent(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
