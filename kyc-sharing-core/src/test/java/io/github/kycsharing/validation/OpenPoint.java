package io.github.kycsharing.validation;

import io.github.kycsharing.rule.KycRule;
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
    private static final String JSON = "json.KycJsonTest#";

    static final List<OpenPoint> ALL = List.of(
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
                    "Which URLs the exchange downloads from",
                    "Any absolute URL with a scheme and a host passes, whatever stands behind the host, as long as nothing in it is"
                            + " blank: presigned URLs are seldom what a URL parser accepts",
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
                    "Blanks around them, case and the Unicode form do not count; accents and blanks inside do. middleName is not"
                            + " compared",
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
