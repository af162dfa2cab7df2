package io.github.kycsharing.validation;

import static io.github.kycsharing.model.BrokerType.KZ_ENTITY;
import static io.github.kycsharing.model.BrokerType.STANDARD;

import io.github.kycsharing.internal.constraint.AtLeastOneSection;
import io.github.kycsharing.internal.constraint.ConsistentAnswers;
import io.github.kycsharing.internal.constraint.NamesMatch;
import io.github.kycsharing.internal.constraint.NotApplicable;
import io.github.kycsharing.internal.constraint.SingleEntity;
import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DocumentType;
import io.github.kycsharing.model.QuestionnaireAnswer;
import io.github.kycsharing.model.Records;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.validation.SpecRule.Expected;
import io.github.kycsharing.validation.SpecRule.Sample;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/** Every row and note of the specification about requests, one entry for each statement. */
@NullUnmarked
final class SpecificationRules {
    private static final Set<BrokerType> BOTH = EnumSet.allOf(BrokerType.class);
    private static final String USER = "kycInfo.userInfo.";
    private static final String BASIC = "kycInfo.basicInfo.";
    private static final String IDENTITY = "kycInfo.identityInfo.";
    private static final String TNC = "kycInfo.tncInfo.";
    private static final String QUESTIONNAIRE = "kycInfo.questionnaireInfo.";
    private static final String ANSWERS = QUESTIONNAIRE + "answers";
    private static final QuestionnaireTemplate TEMPLATE = QuestionnaireTemplate.version("KZ_V6")
            .question("useFor", "useFor_trading", "useFor_savings")
            .question("sourceOfFunds", "sourceOfFunds_salary")
            .build();

    static final List<SpecRule> ALL = Stream.of(
                    request(), sections(), userInfo(), basicInfo(), identityInfo(), names(), tncInfo(), questionnaire())
            .flatMap(List::stream)
            .toList();

    private SpecificationRules() {}

    private static List<SpecRule> request() {
        String part = "Body";
        return rules(
                mandatoryText(part, "bizEntityKey", BOTH),
                row(part, "bizEntityKey: each access entity has its own", "bizEntityKey", SingleEntity.class, BOTH)
                        .rule(KycRule.SINGLE_ENTITY)
                        .passing(valid())
                        .failing(
                                set("bizEntityKey", "ANOTHER"),
                                set("bizEntityKey", "brokerkey"),
                                set("bizEntityKey", "BROKERKEY "),
                                sample(
                                        "a userInfo of another entity",
                                        with(USER + "bizEntityKey", "ANOTHER"),
                                        broken(USER + "bizEntityKey", KycRule.SINGLE_ENTITY)),
                                sample(
                                        "both of another entity",
                                        with("bizEntityKey", "ANOTHER").andThen(with(USER + "bizEntityKey", "ANOTHER")),
                                        broken("bizEntityKey", KycRule.SINGLE_ENTITY),
                                        broken(USER + "bizEntityKey", KycRule.SINGLE_ENTITY))),
                mandatoryText(part, "requestNo", BOTH, "1", "REQ 1/ä"),
                maxLength(part, "requestNo", 120, BOTH),
                mandatoryObject(part, "kycInfo", BOTH));
    }

    private static List<SpecRule> sections() {
        String part = "KycInfo";
        Set<BrokerType> standard = EnumSet.of(STANDARD);
        Set<BrokerType> kz = EnumSet.of(KZ_ENTITY);
        return rules(
                mandatoryObject(part, "kycInfo.userInfo", BOTH),
                mandatoryObject(part, "kycInfo.basicInfo", standard),
                mandatoryObject(part, "kycInfo.identityInfo", standard),
                row(part, "tncInfo does not apply", "kycInfo.tncInfo", NotApplicable.class, standard)
                        .rule(KycRule.NOT_APPLICABLE)
                        .passing(set("kycInfo.tncInfo", null))
                        .failing(set("kycInfo.tncInfo", Records.tncInfo())),
                row(
                                part,
                                "questionnaireInfo does not apply",
                                "kycInfo.questionnaireInfo",
                                NotApplicable.class,
                                standard)
                        .rule(KycRule.NOT_APPLICABLE)
                        .passing(set("kycInfo.questionnaireInfo", null))
                        .failing(set("kycInfo.questionnaireInfo", Records.questionnaireInfo())),
                row(part, "partial sharing: each section is optional", "kycInfo", null, kz)
                        .passing(
                                without("kycInfo.basicInfo"),
                                without("kycInfo.identityInfo"),
                                without("kycInfo.tncInfo"),
                                without("kycInfo.questionnaireInfo"),
                                without("kycInfo.basicInfo", "kycInfo.tncInfo")),
                row(part, "partial sharing: at least one section is there", "kycInfo", AtLeastOneSection.class, kz)
                        .rule(KycRule.AT_LEAST_ONE_SECTION)
                        .passing(only("basicInfo"), only("identityInfo"), only("tncInfo"), only("questionnaireInfo"))
                        .failing(only("no section")),
                row(part, "partial sharing: a section that is there is whole", BASIC + "city", WireField.class, kz)
                        .rule(KycRule.MANDATORY)
                        .passing(only("basicInfo"))
                        .failing(sample(
                                "basicInfo alone, without city",
                                only("basicInfo").change().andThen(with(BASIC + "city", null)),
                                broken(BASIC + "city", KycRule.MANDATORY))));
    }

    private static List<SpecRule> userInfo() {
        String part = "UserInfo";
        return rules(
                mandatoryText(part, USER + "bizEntityKey", BOTH),
                mandatoryText(part, USER + "entityCustomerId", BOTH),
                maxLength(part, USER + "entityCustomerId", 128, BOTH, "𝒜"),
                format(
                        part,
                        "digits, letters and + - _ @ only",
                        USER + "entityCustomerId",
                        KycRule.ENTITY_CUSTOMER_ID,
                        SampleTexts.IDS,
                        SampleTexts.NO_IDS,
                        BOTH),
                mandatoryText(part, USER + "brokerMainAccountId", BOTH, "1234567", "MAIN_ACC_001", "main account 1"),
                mandatoryText(part, USER + "brokerSubAccountId", BOTH, "12345678123456767", "SUB_ACC_001"),
                mandatoryText(part, USER + "notifyUrl", BOTH),
                format(
                        part,
                        "called when the KYC status changes, or \".\" where no notification is wanted",
                        USER + "notifyUrl",
                        KycRule.NOTIFY_URL,
                        SampleTexts.NOTIFY_URLS,
                        SampleTexts.NO_NOTIFY_URLS,
                        BOTH),
                optionalText(part, USER + "extra", BOTH, "{\"a\":1}", "extraTestData", "x".repeat(5000)));
    }

    private static List<SpecRule> basicInfo() {
        String part = "BasicInfo";
        return rules(
                mandatoryText(part, BASIC + "firstName", BOTH),
                optionalText(part, BASIC + "middleName", BOTH, "Bolatkyzy"),
                mandatoryText(part, BASIC + "lastName", BOTH),
                mandatoryText(part, BASIC + "residentialCountry", BOTH),
                country(part, BASIC + "residentialCountry"),
                mandatoryObject(part, BASIC + "dob", BOTH),
                date(part, BASIC + "dob"),
                mandatoryText(part, BASIC + "country", BOTH),
                country(part, BASIC + "country"),
                mandatoryText(part, BASIC + "userSubmitIp", BOTH),
                address(part, BASIC + "userSubmitIp", BOTH),
                mandatoryText(part, BASIC + "address", BOTH, "Абай 12"),
                maxLength(part, BASIC + "address", 400, BOTH),
                mandatoryText(part, BASIC + "city", BOTH, "阿拉木图"),
                maxLength(part, BASIC + "city", 100, BOTH),
                optionalText(part, BASIC + "postalCode", BOTH, "050000"),
                maxLength(part, BASIC + "postalCode", 50, BOTH));
    }

    private static List<SpecRule> identityInfo() {
        String part = "IdentityInfo";
        List<SpecRule> rules = new ArrayList<>(rules(
                documentType(part, IDENTITY + "documentType"),
                mandatoryText(part, IDENTITY + "selectCountry", BOTH),
                country(part, IDENTITY + "selectCountry"),
                mandatoryText(part, IDENTITY + "frontFileUrl", BOTH),
                downloadUrl(part, IDENTITY + "frontFileUrl"),
                optionalText(part, IDENTITY + "backFileUrl", BOTH),
                downloadUrl(part, IDENTITY + "backFileUrl"),
                mandatoryText(part, IDENTITY + "faceFileUrl", BOTH),
                downloadUrl(part, IDENTITY + "faceFileUrl"),
                mandatoryText(part, IDENTITY + "firstName", BOTH),
                optionalText(part, IDENTITY + "middleName", BOTH, "another than basicInfo's"),
                mandatoryText(part, IDENTITY + "lastName", BOTH),
                mandatoryObject(part, IDENTITY + "dob", BOTH),
                date(part, IDENTITY + "dob"),
                documentType(part, IDENTITY + "idType"),
                optionalText(part, IDENTITY + "idSubType", BOTH, "INTERNATIONAL_PASSPORT"),
                mandatoryText(part, IDENTITY + "idCountry", BOTH),
                country(part, IDENTITY + "idCountry"),
                mandatoryText(part, IDENTITY + "nationalityCountry", BOTH),
                country(part, IDENTITY + "nationalityCountry"),
                mandatoryText(part, IDENTITY + "idNumber", BOTH, "№ 1"),
                optionalDate(part, IDENTITY + "idExpiry"),
                mandatoryText(part, IDENTITY + "userSubmitIp", BOTH),
                address(part, IDENTITY + "userSubmitIp", BOTH)));
        for (String field : List.of("idUsState", "personalNumber", "gender", "issuingAuthority")) {
            rules.add(optionalText(part, IDENTITY + field, BOTH, "anything at all"));
        }
        rules.add(optionalDate(part, IDENTITY + "issuingDate"));
        for (String field :
                List.of("issuingPlace", "registrationNumber", "city", "stateCode", "postalCode", "address")) {
            rules.add(optionalText(part, IDENTITY + field, BOTH, "x".repeat(500)));
        }
        return rules;
    }

    private static List<SpecRule> names() {
        Sample bothBlank = sample(
                "both blank",
                names("Aigerim", " ", "Aigerim", ""),
                broken(BASIC + "lastName", KycRule.MANDATORY),
                broken(IDENTITY + "lastName", KycRule.MANDATORY));
        Expected first = broken(IDENTITY + "firstName", KycRule.NAMES_MATCH);
        Expected last = broken(IDENTITY + "lastName", KycRule.NAMES_MATCH);
        return rules(
                row(
                                "IdentityInfo",
                                "firstName and lastName must match basicInfo's",
                                IDENTITY + "firstName",
                                NamesMatch.class,
                                BOTH)
                        .rule(KycRule.NAMES_MATCH)
                        .passing(
                                sample("the same", names("Aigerim", "Kasymova", "Aigerim", "Kasymova")),
                                sample("case", names("aigerim", "KASYMOVA", "AIGERIM", "Kasymova")),
                                sample("case of Cyrillic", names("Дәурен", "Қасымұлы", "ДӘУРЕН", "ҚАСЫМҰЛЫ")),
                                sample("blanks around", names(" Aigerim", "Kasymova\t", "Aigerim ", "\u2003Kasymova")),
                                sample("a no-break space", names("Anna\u00a0Maria", "B", "Anna Maria", "\u00a0B")),
                                sample("composed and decomposed", names("José", "Nuñez", "Jose\u0301", "Nun\u0303ez")),
                                sample("full width", names("Ａｉｇｅｒｉｍ", "Kasymova", "Aigerim", "Ｋａｓｙｍｏｖａ")),
                                sample("capitals of ß", names("Jörg", "Weiß", "JÖRG", "WEISS")),
                                sample("a ligature", names("Soﬁ", "Straße", "SOFI", "strasse")),
                                sample("a dotted capital I", names("İpek", "Işık", "ipek", "IŞIK")),
                                sample("a dot of its own", names("İbrahim", "Işık", "i̇brahim", "ışık")),
                                sample("a capital ẞ", names("WEIẞ", "Groß", "Weiß", "GROẞ")),
                                sample("two marks on one letter", names("Μαΐου", "ΰ", "ΜΑΪ́ΟΥ", "Ϋ́")),
                                sample("Chinese", names("陈", "大文", "陈", "大文")))
                        .failing(
                                sample("another first name", names("Aigerim", "B", "Aizhan", "B"), first),
                                sample("another last name", names("A", "Kasymova", "A", "Kasymov"), last),
                                sample("swapped", names("A", "B", "B", "A"), first, last),
                                sample("a blank inside", names("Anna Maria", "B", "AnnaMaria", "B"), first),
                                sample("without its accent", names("José", "B", "Jose", "B"), first),
                                sample("traditional for simplified", names("陈", "B", "陳", "B"), first),
                                sample(
                                        "one blank, the other different",
                                        names("A", "", "Z", "B"),
                                        broken(BASIC + "lastName", KycRule.MANDATORY),
                                        first),
                                bothBlank),
                row(
                                "IdentityInfo",
                                "names are compared only where both sections are there",
                                IDENTITY + "firstName",
                                NamesMatch.class,
                                EnumSet.of(KZ_ENTITY))
                        .passing(
                                sample(
                                        "no basicInfo",
                                        names("A", "B", "X", "Y").andThen(with("kycInfo.basicInfo", null))),
                                sample(
                                        "no identityInfo",
                                        names("A", "B", "X", "Y").andThen(with("kycInfo.identityInfo", null)))));
    }

    private static UnaryOperator<ShareKycRequest> names(
            String basicFirst, String basicLast, String identityFirst, String identityLast) {
        return request -> with(BASIC + "firstName", basicFirst)
                .andThen(with(BASIC + "lastName", basicLast))
                .andThen(with(IDENTITY + "firstName", identityFirst))
                .andThen(with(IDENTITY + "lastName", identityLast))
                .apply(request);
    }

    private static List<SpecRule> tncInfo() {
        String part = "TncInfo";
        Set<BrokerType> kz = EnumSet.of(KZ_ENTITY);
        return rules(
                mandatoryText(part, TNC + "userSubmitIp", kz),
                address(part, TNC + "userSubmitIp", kz),
                mandatoryText(part, TNC + "tncVersion", kz),
                format(
                        part,
                        "^\\d+\\.\\d+$",
                        TNC + "tncVersion",
                        KycRule.TNC_VERSION,
                        SampleTexts.TNC_VERSIONS,
                        SampleTexts.NO_TNC_VERSIONS,
                        kz),
                mandatoryObject(part, TNC + "consent", kz, true, false),
                mandatoryObject(part, TNC + "signTime", kz),
                row(part, "signTime: ISO-8601", TNC + "signTime", WireField.class, kz)
                        .rule(KycRule.INSTANT)
                        .passing(
                                set(TNC + "signTime", Instant.parse("0000-01-01T00:00:00Z")),
                                set(TNC + "signTime", Instant.parse("2024-05-01T08:30:00.123456789Z")),
                                set(TNC + "signTime", Instant.parse("9999-12-31T23:59:59.999999999Z")))
                        .failing(
                                set(TNC + "signTime", Instant.parse("-0001-12-31T23:59:59.999999999Z")),
                                set(TNC + "signTime", Instant.parse("+10000-01-01T00:00:00Z")),
                                set(TNC + "signTime", Instant.MIN),
                                set(TNC + "signTime", Instant.MAX)));
    }

    private static List<SpecRule> questionnaire() {
        String part = "QuestionnaireInfo";
        Set<BrokerType> kz = EnumSet.of(KZ_ENTITY);
        return rules(
                mandatoryText(part, QUESTIONNAIRE + "version", kz, "KZ_V6", "an unknown version"),
                row(part, "answers: mandatory, not empty", ANSWERS, WireField.class, kz)
                        .rule(KycRule.NOT_EMPTY)
                        .passing(answers("one answer", QuestionnaireAnswer.of("q", "o")))
                        .failing(set(ANSWERS, null), set(ANSWERS, List.of())),
                row(part, "answers: each one is an answer", ANSWERS + "[0]", WireField.class, kz)
                        .rule(KycRule.MANDATORY)
                        .passing(answers("two answers", answer("q1"), answer("q2")))
                        .failing(
                                answers("null, then an answer", null, answer("q"))
                                        .expecting(broken(ANSWERS + "[0]", KycRule.MANDATORY)),
                                answers("an answer between nulls", null, answer("q"), null)
                                        .expecting(
                                                broken(ANSWERS + "[0]", KycRule.MANDATORY),
                                                broken(ANSWERS + "[2]", KycRule.MANDATORY))),
                row(
                                part,
                                "single choice: no question is answered twice",
                                ANSWERS + "[1].title",
                                ConsistentAnswers.class,
                                kz)
                        .rule(KycRule.ANSWERED_ONCE)
                        .passing(
                                answers("two questions, one option", answer("q1"), answer("q2")),
                                answers("titles that differ in case", answer("q1"), answer("Q1")))
                        .failing(
                                answers("the same answer twice", answer("q"), answer("q")),
                                answers(
                                        "two answers to one question",
                                        QuestionnaireAnswer.of("q", "a"),
                                        QuestionnaireAnswer.of("q", "b")),
                                answers("three times", answer("q"), answer("q"), answer("p"), answer("q"))
                                        .expecting(
                                                broken(ANSWERS + "[1].title", KycRule.ANSWERED_ONCE),
                                                broken(ANSWERS + "[3].title", KycRule.ANSWERED_ONCE)),
                                answers("blank titles are not the same", answer(" "), answer(" "))
                                        .expecting(
                                                broken(ANSWERS + "[0].title", KycRule.MANDATORY),
                                                broken(ANSWERS + "[1].title", KycRule.MANDATORY))),
                row(part, "all questions of the version are answered", ANSWERS, ConsistentAnswers.class, kz)
                        .rule(KycRule.ALL_ANSWERED)
                        .passing(
                                templated(
                                        "all answered",
                                        "useFor",
                                        "useFor_savings",
                                        "sourceOfFunds",
                                        "sourceOfFunds_salary"),
                                templated(
                                        "in another order",
                                        "sourceOfFunds",
                                        "sourceOfFunds_salary",
                                        "useFor",
                                        "useFor_trading"),
                                answers("no template for the version", answer("q")),
                                templated("a template for another version", "q", "o")
                                        .changedBy(with(QUESTIONNAIRE + "version", "KZ_V7")),
                                templated("a version in other case is another", "q", "o")
                                        .changedBy(with(QUESTIONNAIRE + "version", "kz_v6")),
                                templated("a version with a blank is another", "q", "o")
                                        .changedBy(with(QUESTIONNAIRE + "version", "KZ_V6 ")))
                        .failing(
                                templated("one unanswered", "useFor", "useFor_trading")
                                        .expecting(broken(ANSWERS, KycRule.ALL_ANSWERED)),
                                templated("none answered")
                                        .expecting(
                                                broken(ANSWERS, KycRule.NOT_EMPTY),
                                                broken(ANSWERS, KycRule.ALL_ANSWERED),
                                                broken(ANSWERS, KycRule.ALL_ANSWERED)),
                                templated("a blank title", "useFor", "useFor_trading", " ", "sourceOfFunds_salary")
                                        .expecting(
                                                broken(ANSWERS, KycRule.ALL_ANSWERED),
                                                broken(ANSWERS + "[1].title", KycRule.MANDATORY))),
                mandatoryText("QuestionnaireAnswer", ANSWERS + "[0].title", kz, "an unknown question"),
                row(
                                "QuestionnaireAnswer",
                                "title: a configured question of the version",
                                ANSWERS + "[2].title",
                                ConsistentAnswers.class,
                                kz)
                        .rule(KycRule.KNOWN_QUESTION)
                        .passing(
                                templated("known", "useFor", "useFor_trading", "sourceOfFunds", "sourceOfFunds_salary"))
                        .failing(
                                templated(
                                        "unknown",
                                        "useFor",
                                        "useFor_trading",
                                        "sourceOfFunds",
                                        "sourceOfFunds_salary",
                                        "q",
                                        "o"),
                                templated(
                                        "other case",
                                        "useFor",
                                        "useFor_trading",
                                        "sourceOfFunds",
                                        "sourceOfFunds_salary",
                                        "usefor",
                                        "o")),
                mandatoryText("QuestionnaireAnswer", ANSWERS + "[1].option", kz, "an unknown option"),
                row(
                                "QuestionnaireAnswer",
                                "option: a configured option of the question",
                                ANSWERS + "[1].option",
                                ConsistentAnswers.class,
                                kz)
                        .rule(KycRule.ALLOWED_OPTION)
                        .passing(
                                templated(
                                        "allowed", "useFor", "useFor_savings", "sourceOfFunds", "sourceOfFunds_salary"),
                                answers("a question without options in its template", answer("free"))
                                        .withTemplate(QuestionnaireTemplate.version("KZ_V6")
                                                .question("free")
                                                .build()))
                        .failing(
                                templated("unknown", "useFor", "useFor_savings", "sourceOfFunds", "sourceOfFunds_gift"),
                                templated(
                                        "other case",
                                        "useFor",
                                        "useFor_savings",
                                        "sourceOfFunds",
                                        "sourceoffunds_salary"),
                                templated(
                                        "a blank behind",
                                        "useFor",
                                        "useFor_savings",
                                        "sourceOfFunds",
                                        "sourceOfFunds_salary "),
                                templated(
                                        "another question's",
                                        "useFor",
                                        "useFor_savings",
                                        "sourceOfFunds",
                                        "useFor_savings"),
                                templated("blank", "useFor", "useFor_savings", "sourceOfFunds", "")
                                        .expecting(broken(ANSWERS + "[1].option", KycRule.MANDATORY))));
    }

    // ---- rows

    private static SpecRule mandatoryText(String part, String path, Set<BrokerType> brokers, String... passing) {
        Row row = row(part, field(path) + ": mandatory", path, WireField.class, brokers)
                .rule(KycRule.MANDATORY)
                .passing(valid());
        Arrays.stream(passing).forEach(text -> row.passing(set(path, text)));
        row.failing(set(path, null));
        SampleTexts.BLANK.forEach(text -> row.failing(set(path, text)));
        return row.build();
    }

    private static SpecRule mandatoryObject(String part, String path, Set<BrokerType> brokers, Object... passing) {
        Row row = row(part, field(path) + ": mandatory", path, WireField.class, brokers)
                .rule(KycRule.MANDATORY)
                .passing(valid())
                .failing(set(path, null));
        Arrays.stream(passing).forEach(value -> row.passing(set(path, value)));
        return row.build();
    }

    private static SpecRule optionalText(String part, String path, Set<BrokerType> brokers, String... passing) {
        Row row = row(part, field(path) + ": optional", path, null, brokers).passing(set(path, null));
        SampleTexts.BLANK.forEach(text -> row.passing(set(path, text)));
        Arrays.stream(passing).forEach(text -> row.passing(set(path, text)));
        return row.build();
    }

    private static SpecRule optionalDate(String part, String path) {
        return row(part, field(path) + ": optional, yyyy-MM-dd", path, WireField.class, BOTH)
                .rule(KycRule.DATE)
                .passing(set(path, null), set(path, LocalDate.of(0, 1, 1)), set(path, LocalDate.of(9999, 12, 31)))
                .failing(set(path, LocalDate.of(-1, 12, 31)), set(path, LocalDate.of(10000, 1, 1)))
                .build();
    }

    private static SpecRule date(String part, String path) {
        return row(part, field(path) + ": yyyy-MM-dd", path, WireField.class, BOTH)
                .rule(KycRule.DATE)
                .passing(
                        set(path, LocalDate.of(0, 1, 1)),
                        set(path, LocalDate.of(2024, 2, 29)),
                        set(path, LocalDate.of(9999, 12, 31)))
                .failing(
                        set(path, LocalDate.of(-1, 12, 31)),
                        set(path, LocalDate.of(10000, 1, 1)),
                        set(path, LocalDate.MIN),
                        set(path, LocalDate.MAX))
                .build();
    }

    private static SpecRule maxLength(String part, String path, int max, Set<BrokerType> brokers) {
        return maxLength(part, path, max, brokers, "😀");
    }

    private static SpecRule maxLength(String part, String path, int max, Set<BrokerType> brokers, String astral) {
        return row(part, field(path) + ": max " + max, path, WireField.class, brokers)
                .rule(KycRule.MAX_LENGTH)
                .passing(
                        set(path, "x"),
                        set(path, "x".repeat(max)),
                        set(path, "ж".repeat(max)),
                        set(path, astral.repeat(max)))
                .failing(
                        set(path, "x".repeat(max + 1)),
                        set(path, "ж".repeat(max + 1)),
                        set(path, astral.repeat(max + 1)),
                        set(path, "x".repeat(100_000)))
                .build();
    }

    private static SpecRule country(String part, String path) {
        return format(
                part,
                field(path) + ": two upper-case letters",
                path,
                KycRule.COUNTRY_CODE,
                SampleTexts.COUNTRIES,
                SampleTexts.NO_COUNTRIES,
                BOTH);
    }

    private static SpecRule address(String part, String path, Set<BrokerType> brokers) {
        return format(
                part,
                field(path) + ": an IP address",
                path,
                KycRule.IP_ADDRESS,
                SampleTexts.ADDRESSES,
                SampleTexts.NO_ADDRESSES,
                brokers);
    }

    private static SpecRule downloadUrl(String part, String path) {
        return format(
                part,
                field(path) + ": a download URL",
                path,
                KycRule.DOWNLOAD_URL,
                SampleTexts.DOWNLOAD_URLS,
                SampleTexts.NO_DOWNLOAD_URLS,
                BOTH);
    }

    private static SpecRule documentType(String part, String path) {
        return mandatoryObject(
                part,
                path,
                BOTH,
                DocumentType.ID_CARD,
                DocumentType.PASSPORT,
                DocumentType.DRIVING_LICENSE,
                DocumentType.RESIDENCE_PERMIT,
                DocumentType.of("any other"));
    }

    private static SpecRule format(
            String part,
            String text,
            String path,
            KycRule rule,
            List<String> passing,
            List<String> failing,
            Set<BrokerType> brokers) {
        String said = text.startsWith(field(path)) ? text : field(path) + ": " + text;
        Row row = row(part, said, path, WireField.class, brokers).rule(rule);
        passing.forEach(value -> row.passing(set(path, value)));
        failing.forEach(value -> row.failing(set(path, value)));
        return row.build();
    }

    // ---- requests

    private static Sample valid() {
        return sample("a valid request", UnaryOperator.identity());
    }

    private static Sample set(String path, Object value) {
        String shown = value instanceof String text
                ? SampleTexts.shown(text)
                : value instanceof Record && !(value instanceof DocumentType) ? "a whole one" : String.valueOf(value);
        return sample(value instanceof DocumentType type ? type.value() : shown, with(path, value));
    }

    private static Sample without(String... paths) {
        UnaryOperator<ShareKycRequest> change = request -> {
            ShareKycRequest changed = request;
            for (String path : paths) {
                changed = FieldPath.of(path).set(changed, null);
            }
            return changed;
        };
        return sample(
                "without " + Arrays.stream(paths).map(SpecificationRules::field).collect(Collectors.joining(", ")),
                change);
    }

    private static Sample only(String section) {
        String[] others = Stream.of("basicInfo", "identityInfo", "tncInfo", "questionnaireInfo")
                .filter(other -> !other.equals(section))
                .map(other -> "kycInfo." + other)
                .toArray(String[]::new);
        return sample(section + " alone", without(others).change());
    }

    private static QuestionnaireAnswer answer(String title) {
        return QuestionnaireAnswer.of(title, "o");
    }

    private static Sample answers(String name, QuestionnaireAnswer... answers) {
        return sample(name, with(ANSWERS, Arrays.asList(answers)));
    }

    private static Sample templated(String name, String... titlesAndOptions) {
        List<QuestionnaireAnswer> answers = new ArrayList<>();
        for (int i = 0; i < titlesAndOptions.length; i += 2) {
            answers.add(QuestionnaireAnswer.of(titlesAndOptions[i], titlesAndOptions[i + 1]));
        }
        return sample(name, with(ANSWERS, answers)).withTemplate(TEMPLATE);
    }

    private static Sample sample(String name, Function<ShareKycRequest, ShareKycRequest> change, Expected... expected) {
        return new Sample(name, change::apply, List.of(), List.of(expected));
    }

    private static UnaryOperator<ShareKycRequest> with(String path, Object value) {
        return request -> FieldPath.of(path).set(request, value);
    }

    private static Expected broken(String path, KycRule rule) {
        return new Expected(path, rule);
    }

    private static String field(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static Row row(
            String part, String text, String path, Class<? extends Annotation> constraint, Set<BrokerType> brokers) {
        return new Row(part, text, path, constraint, brokers);
    }

    private static List<SpecRule> rules(Object... rows) {
        return Arrays.stream(rows)
                .map(row -> row instanceof Row open ? open.build() : (SpecRule) row)
                .toList();
    }

    /** Builds an entry; a failing request without expectations breaks the entry's rule at the entry's path. */
    private static final class Row {
        private final String part;
        private final String text;
        private final String path;
        private final Class<? extends Annotation> constraint;
        private final Set<BrokerType> brokers;
        private final List<Sample> passing = new ArrayList<>();
        private final List<Sample> failing = new ArrayList<>();
        private KycRule rule;

        Row(String part, String text, String path, Class<? extends Annotation> constraint, Set<BrokerType> brokers) {
            this.part = part;
            this.text = text;
            this.path = path;
            this.constraint = constraint;
            this.brokers = brokers;
        }

        Row rule(KycRule broken) {
            rule = broken;
            return this;
        }

        Row passing(Sample... samples) {
            passing.addAll(List.of(samples));
            return this;
        }

        Row failing(Sample... samples) {
            for (Sample sample : samples) {
                failing.add(sample.expected().isEmpty() ? sample.expecting(new Expected(path, rule)) : sample);
            }
            return this;
        }

        SpecRule build() {
            return new SpecRule(
                    part,
                    text,
                    path,
                    Optional.ofNullable(constraint),
                    brokers,
                    Optional.ofNullable(rule),
                    passing,
                    failing);
        }
    }
}
