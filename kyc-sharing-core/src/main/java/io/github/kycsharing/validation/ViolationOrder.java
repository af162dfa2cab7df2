package io.github.kycsharing.validation;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders violations by path, list elements by number ({@code answers[2]} before {@code answers[10]}), then by rule. */
final class ViolationOrder {
    static final Comparator<KycViolation> INSTANCE = Comparator.comparing(
                    (KycViolation violation) -> sortable(violation.path()))
            .thenComparing(KycViolation::rule)
            .thenComparing(KycViolation::message);

    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

    private ViolationOrder() {}

    private static String sortable(String path) {
        return INDEX.matcher(path).replaceAll(ViolationOrder::padded);
    }

    private static String padded(java.util.regex.MatchResult index) {
        return Matcher.quoteReplacement("["
                + "0".repeat(Math.max(0, 10 - index.group(1).length())) + index.group(1) + "]");
    }
}
