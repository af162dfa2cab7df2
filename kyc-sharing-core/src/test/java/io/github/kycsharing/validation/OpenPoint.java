package io.github.kycsharing.validation;

import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/**
 * An open point of the specification, and the decision of this library.
 *
 * @param open the open point
 * @param chosen the decision
 * @param test the test of it: a class and a method, or the entries with a path and a rule
 */
record OpenPoint(String open, String chosen, String test) {
    private static final String JSON = "KycJsonTest#";

    static final List<OpenPoint> ALL = List.of(
            point(
                    "What kycInfo is: a STRING in the table, an object in both examples",
                    "An object is sent and read. JSON with a text in its place is refused",
                    JSON + "sendsKycInfoAsAnObjectAndReadsNoText"),
            point(
                    "Whether extra must be JSON (\"extra info in JSON format\", and plain text in the example)",
                    "Any text passes, of any length",
                    entry("kycInfo.userInfo.extra", null)),
            point(
                    "Whether the three bizEntityKeys, of the request, of userInfo and of the signing client, may differ",
                    "No: each access entity has a key and a secret of its own. They are compared exactly",
                    entry("bizEntityKey", KycRule.SINGLE_ENTITY)),
            point(
                    "Whether the exchange refuses or ignores tncInfo or questionnaireInfo of a standard broker, to which they do not"
                            + " apply",
                    "The client refuses it: a consent or an answer must not be lost silently",
                    entry("kycInfo.tncInfo", KycRule.NOT_APPLICABLE)),
            point(
                    "Which letters an entityCustomerId may have (\"digits, letters and + - _ @\")",
                    "Letters and digits of any script pass; a combining mark alone does not",
                    entry("kycInfo.userInfo.entityCustomerId", KycRule.ENTITY_CUSTOMER_ID)),
            point(
                    "Broker account ids: \"digits only\" in one place, `MAIN_ACC_001` in the specification's own example",
                    "Any text that is not blank passes",
                    entry("kycInfo.userInfo.brokerMainAccountId", KycRule.MANDATORY)),
            point(
                    "The unit of a length",
                    "Unicode code points, so that an emoji or a rare Chinese character counts once",
                    entry("requestNo", KycRule.MAX_LENGTH)),
            point(
                    "Whether a mandatory text may be empty",
                    "No: a blank text counts as missing",
                    entry("requestNo", KycRule.MANDATORY)),
            point(
                    "Whether an optional text may be blank",
                    "Yes: it is sent unchanged, whatever its format. A blank text that is too long is refused",
                    entry("kycInfo.identityInfo.backFileUrl", null)),
            point(
                    "Whether an optional date may be blank",
                    "Yes: JSON with a blank date is read as if the date were absent, and sent without it. A mandatory date that"
                            + " is blank counts as missing",
                    JSON + "leavesOutABlankOptionalDateSoThatItPasses"),
            point(
                    "URLs that the exchange accepts for downloads",
                    "Any absolute URL with a scheme and a host passes, of any scheme, with or without user and port, with any text"
                            + " after the host, unless it contains a blank or a control character of ASCII (U+0000 to U+0020 and U+007F):"
                            + " a URL parser rejects many presigned URLs",
                    entry("kycInfo.identityInfo.frontFileUrl", KycRule.DOWNLOAD_URL)),
            point(
                    "Whether notifyUrl must be the same for all records",
                    "No: each record may name its own. The client's applies to a record without one",
                    entry("kycInfo.userInfo.notifyUrl", KycRule.NOTIFY_URL)),
            point(
                    "Notation of an IP address",
                    "IPv4 with four decimal numbers, leading zeros allowed; IPv6 in every form of RFC 4291. A zone id, a port, a prefix"
                            + " length and brackets are refused",
                    entry("kycInfo.basicInfo.userSubmitIp", KycRule.IP_ADDRESS)),
            point(
                    "The list of countries",
                    "Any two letters A to Z pass",
                    entry("kycInfo.basicInfo.country", KycRule.COUNTRY_CODE)),
            point(
                    "The list of document and id types",
                    "Any text that is not blank passes; four have constants",
                    entry("kycInfo.identityInfo.documentType", KycRule.MANDATORY)),
            point(
                    "Comparison of names",
                    "Surrounding blanks, case, the Unicode form and the dot of an i are ignored. Accents and inner blanks are"
                            + " compared. middleName is not compared",
                    entry("kycInfo.identityInfo.firstName", KycRule.NAMES_MATCH)),
            point(
                    "Whether dates may lie in the future, or contradict each other",
                    "Yes: any date of the years 0 to 9999 passes",
                    entry("kycInfo.basicInfo.dob", KycRule.DATE)),
            point(
                    "Whether consent may be false",
                    "Yes: either value passes, but it is mandatory",
                    entry("kycInfo.tncInfo.consent", KycRule.MANDATORY)),
            point(
                    "Precision and zone of a signTime",
                    "It is read with any offset, and sent in UTC with its full precision",
                    JSON + "sendsASignTimeInUtcWithFullPrecision"),
            point(
                    "Forms of ISO-8601 in a signTime",
                    "All forms that name a point in time are read, see below. They are sent in the form of the example",
                    JSON + "readsASignTimeInAllFormsWithAnOffset"),
            point(
                    "Whether a signTime may be without an offset",
                    "No: it names no point in time, and a guessed offset would change the hour of consent",
                    JSON + "refusesASignTimeThatIsNoPointInTime"),
            point(
                    "Whether a question may be answered twice, with one option or with two",
                    "No, with a template or without: each is a single choice",
                    entry("kycInfo.questionnaireInfo.answers[1].title", KycRule.ANSWERED_ONCE)),
            point(
                    "Whether case and blanks matter in titles, versions and options",
                    "Yes: keys are compared exactly. Another spelling of a version is a version without a template",
                    entry("kycInfo.questionnaireInfo.answers[1].option", KycRule.ALLOWED_OPTION)),
            point(
                    "Questions and options of a questionnaire version, which the exchange does not publish",
                    "They are checked if the broker supplied a template for the version. Otherwise they pass",
                    entry("kycInfo.questionnaireInfo.answers", KycRule.ALL_ANSWERED)),
            point(
                    "Whether an option may be one that a question's template does not list",
                    "No, unless the template lists no options for that question",
                    entry("kycInfo.questionnaireInfo.answers[1].option", KycRule.ALLOWED_OPTION)),
            point(
                    "Half of a surrogate pair in a text",
                    "It passes and is sent escaped, because UTF-8 cannot encode it",
                    JSON + "escapesHalfAPairSinceUtf8CannotWriteIt"),
            point(
                    "Fields that the specification does not define",
                    "JSON with such a field is refused, because the field would be lost",
                    JSON + "rejectsFieldsThatWouldBeLost"));

    private static OpenPoint point(String open, String chosen, String test) {
        return new OpenPoint(open, chosen, test);
    }

    @NullUnmarked
    private static String entry(String path, KycRule rule) {
        for (int i = 0; i < SpecificationRules.ALL.size(); i++) {
            SpecRule entry = SpecificationRules.ALL.get(i);
            if (entry.path().equals(path) && entry.rule().orElse(null) == rule) {
                return RulesPage.id(i);
            }
        }
        throw new IllegalStateException("No entry for " + path + " " + rule);
    }

    String shownTest() {
        return test.startsWith("R") ? test : "`" + test.replace('#', '.') + "`";
    }
}
