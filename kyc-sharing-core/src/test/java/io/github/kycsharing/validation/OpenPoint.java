package io.github.kycsharing.validation;

import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/**
 * Something the specification leaves open, and what this library does.
 *
 * @param open what is open
 * @param chosen what was chosen
 * @param test the test of it: a class and a method, or the entries with a path and a rule
 */
record OpenPoint(String open, String chosen, String test) {
    private static final String JSON = "KycJsonTest#";

    static final List<OpenPoint> ALL = List.of(
            point(
                    "What kycInfo is: a STRING in the table, an object in both examples",
                    "An object is sent and read; JSON with a text in its place is refused",
                    JSON + "sendsKycInfoAsAnObjectAndReadsNoText"),
            point(
                    "Whether extra must be JSON (\"extra info in JSON format\", and plain text in the example)",
                    "Any text passes, of any length",
                    entry("kycInfo.userInfo.extra", null)),
            point(
                    "Whether the three bizEntityKeys, of the request, of userInfo and of whoever signs, may differ",
                    "They may not: each access entity has a key and a secret of its own. Compared exactly",
                    entry("bizEntityKey", KycRule.SINGLE_ENTITY)),
            point(
                    "Whether tncInfo or questionnaireInfo of a standard broker, for which they do not apply, is refused or ignored by the"
                            + " exchange",
                    "It is refused here: a consent or an answer must not get lost in silence",
                    entry("kycInfo.tncInfo", KycRule.NOT_APPLICABLE)),
            point(
                    "Which letters an entityCustomerId may have (\"digits, letters and + - _ @\")",
                    "Letters and digits of any script pass; a combining mark by itself is none",
                    entry("kycInfo.userInfo.entityCustomerId", KycRule.ENTITY_CUSTOMER_ID)),
            point(
                    "Broker account ids: \"digits only\" in one place, `MAIN_ACC_001` in the specification's own example",
                    "Any text that is not blank passes",
                    entry("kycInfo.userInfo.brokerMainAccountId", KycRule.MANDATORY)),
            point(
                    "In what a length is counted",
                    "In Unicode code points, so that an emoji or a rare Chinese character counts once",
                    entry("requestNo", KycRule.MAX_LENGTH)),
            point(
                    "Whether a mandatory text may be empty",
                    "A blank text is a missing one",
                    entry("requestNo", KycRule.MANDATORY)),
            point(
                    "Whether an optional text may be blank",
                    "It passes and is sent as it is, whatever its format; one that is too long does not pass",
                    entry("kycInfo.identityInfo.backFileUrl", null)),
            point(
                    "Whether an optional date may be blank",
                    "It passes: JSON with a blank date is read as if the date were absent, and sent without it. A mandatory date that"
                            + " is blank is a missing one",
                    JSON + "leavesOutABlankOptionalDateSoThatItPasses"),
            point(
                    "Which URLs the exchange downloads from, and in which forms",
                    "Any absolute URL with a scheme and a host passes, of any scheme, with or without user and port, whatever stands"
                            + " behind the host, as long as nothing in it is a blank or a control character of ASCII (U+0000 to U+0020"
                            + " and U+007F): presigned URLs are seldom what a URL parser accepts",
                    entry("kycInfo.identityInfo.frontFileUrl", KycRule.DOWNLOAD_URL)),
            point(
                    "Whether notifyUrl must be the same for all records",
                    "Each record may name its own; the client's is used where a record has none",
                    entry("kycInfo.userInfo.notifyUrl", KycRule.NOTIFY_URL)),
            point(
                    "How an IP address is written",
                    "IPv4 with four decimal numbers, leading zeros allowed; IPv6 in every form of RFC 4291. A zone id, a port, a prefix"
                            + " length or brackets are no part of an address",
                    entry("kycInfo.basicInfo.userSubmitIp", KycRule.IP_ADDRESS)),
            point(
                    "Which countries there are",
                    "Any two letters A to Z pass",
                    entry("kycInfo.basicInfo.country", KycRule.COUNTRY_CODE)),
            point(
                    "Which document and id types there are",
                    "Any that is not blank; four are named",
                    entry("kycInfo.identityInfo.documentType", KycRule.MANDATORY)),
            point(
                    "When two names are the same",
                    "Blanks around them, case and the Unicode form do not count, nor whether an i has its dot; accents and blanks"
                            + " inside do. middleName is not compared",
                    entry("kycInfo.identityInfo.firstName", KycRule.NAMES_MATCH)),
            point(
                    "Whether dates may lie in the future, or contradict each other",
                    "Any date of the years 0 to 9999 passes",
                    entry("kycInfo.basicInfo.dob", KycRule.DATE)),
            point(
                    "Whether consent may be false",
                    "Either value passes; it must be there",
                    entry("kycInfo.tncInfo.consent", KycRule.MANDATORY)),
            point(
                    "How exact a signTime is, and in which zone",
                    "It is read with any offset, and sent in UTC, as exact as it was given",
                    JSON + "sendsASignTimeInUtcAndAsExactAsItIs"),
            point(
                    "Which forms of ISO-8601 a signTime may have",
                    "All that name a point in time, see below; they are sent in the one form of the example",
                    JSON + "readsASignTimeInAllFormsWithAnOffset"),
            point(
                    "Whether a signTime may be without an offset",
                    "JSON with one is refused: it names no point in time, and a guessed offset would tell another hour of consent",
                    JSON + "refusesASignTimeThatIsNoPointInTime"),
            point(
                    "Whether a question may be answered twice, with one option or with two",
                    "It may not, with a template or without: each is a single choice",
                    entry("kycInfo.questionnaireInfo.answers[1].title", KycRule.ANSWERED_ONCE)),
            point(
                    "Whether case and blanks count in titles, versions and options",
                    "They do: keys are compared exactly, so that another spelling of a version is a version without a template",
                    entry("kycInfo.questionnaireInfo.answers[1].option", KycRule.ALLOWED_OPTION)),
            point(
                    "Questions and options of a questionnaire version, which the exchange does not publish",
                    "Checked where the broker supplied a template for the version, otherwise they pass",
                    entry("kycInfo.questionnaireInfo.answers", KycRule.ALL_ANSWERED)),
            point(
                    "Whether an option may be one that a question's template does not list",
                    "Not unless the template lists none for that question",
                    entry("kycInfo.questionnaireInfo.answers[1].option", KycRule.ALLOWED_OPTION)),
            point(
                    "Half of a surrogate pair in a text, which is no character",
                    "It passes, and is sent escaped, since UTF-8 cannot write it",
                    JSON + "escapesHalfAPairSinceUtf8CannotWriteIt"),
            point(
                    "Fields that the specification does not know",
                    "JSON that is read with one is refused: it would be lost on the way",
                    JSON + "refusesWhatItWouldLose"));

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
        return test.startsWith("R")
                ? test
                : "`" + test.substring(test.indexOf('.') + 1).replace('#', '.') + "`";
    }
}
