package io.github.kycsharing.validation;

import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.ShareKycRequest;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/** Generates docs/rules.md from the tested entries. */
@NullUnmarked
final class RulesPage {
    private RulesPage() {}

    static String id(int index) {
        return String.format(Locale.ROOT, "R%03d", index + 1);
    }

    static String write() {
        StringBuilder page = new StringBuilder(RulesPageTexts.HEAD);
        page.append("| # | Specification | Field | Brokers | Constraint | Rule | Valid / refused requests |\n");
        page.append("|---|---|---|---|---|---|---|\n");
        for (int i = 0; i < SpecificationRules.ALL.size(); i++) {
            page.append(line(id(i), SpecificationRules.ALL.get(i)));
        }
        page.append(RulesPageTexts.CALLS);
        CallRules.all()
                .forEach(rule -> page.append("| `")
                        .append(path(rule.operation()))
                        .append("` | `")
                        .append(rule.path())
                        .append("` | `")
                        .append(rule.constraint())
                        .append("` | `")
                        .append(rule.rule())
                        .append("` |\n"));
        page.append(RulesPageTexts.FORMATS);
        formats(page);
        page.append(RulesPageTexts.OPEN);
        OpenPoint.ALL.forEach(point -> page.append("| ")
                .append(point.open())
                .append(" | ")
                .append(point.chosen())
                .append(" | ")
                .append(point.shownTest())
                .append(" |\n"));
        page.append(RulesPageTexts.SIGN_TIME);
        page.append("\n- valid, all the same point in time: ").append(shown(SignTimeForms.HALF_PAST_EIGHT));
        page.append("\n- refused: ").append(shown(SignTimeForms.REFUSED)).append('\n');
        return page.append(RulesPageTexts.TAIL).toString();
    }

    static String path(Operation operation) {
        return operation.path().substring(operation.path().lastIndexOf('/') + 1);
    }

    private static String line(String id, SpecRule rule) {
        String brokers = rule.brokers().size() > 1
                ? "both"
                : rule.brokers().iterator().next().toString();
        return "| "
                + String.join(
                        " | ",
                        id,
                        rule.section() + ": " + rule.text().replace("|", "\\|"),
                        "`" + rule.path() + "`",
                        brokers,
                        constraint(rule).map(text -> "`" + text + "`").orElse("none"),
                        rule.rule().map(broken -> "`" + broken + "`").orElse("–"),
                        rule.passing().size() + " / " + rule.failing().size())
                + " |\n";
    }

    private static void formats(StringBuilder page) {
        format(page, Format.ENTITY_CUSTOMER_ID, SampleTexts.IDS, SampleTexts.NO_IDS);
        format(page, Format.COUNTRY_CODE, SampleTexts.COUNTRIES, SampleTexts.NO_COUNTRIES);
        format(page, Format.IP_ADDRESS, SampleTexts.ADDRESSES, SampleTexts.NO_ADDRESSES);
        format(page, Format.DOWNLOAD_URL, SampleTexts.DOWNLOAD_URLS, SampleTexts.NO_DOWNLOAD_URLS);
        format(page, Format.NOTIFY_URL, SampleTexts.NOTIFY_URLS, SampleTexts.NO_NOTIFY_URLS);
        format(page, Format.TNC_VERSION, SampleTexts.TNC_VERSIONS, SampleTexts.NO_TNC_VERSIONS);
    }

    private static void format(StringBuilder page, Format format, List<String> passing, List<String> failing) {
        page.append("\n**`")
                .append(format)
                .append("`** ")
                .append(KycRule.valueOf(format.name()).description());
        page.append(".\n\n- valid: ").append(shown(passing));
        page.append("\n- refused: ").append(shown(failing)).append('\n');
    }

    private static String shown(List<String> texts) {
        return texts.stream()
                .map(text -> "`` " + SampleTexts.shown(text) + " ``")
                .collect(Collectors.joining(", "));
    }

    /** The entry's constraint as written on the record, empty for an entry without a restriction. */
    static Optional<String> constraint(SpecRule rule) {
        return rule.constraint()
                .map(type -> on(rule.path()).stream()
                        .filter(type::isInstance)
                        .map(RulesPage::shown)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("No " + type + " at " + rule.path())));
    }

    /** The annotations of a field or list element, then those of the enclosing records. */
    private static List<Annotation> on(String path) {
        List<Annotation> onField = List.of();
        List<Annotation> onRecords = new ArrayList<>(List.of(ShareKycRequest.class.getAnnotations()));
        AnnotatedType type = null;
        Class<?> holder = ShareKycRequest.class;
        for (String step : FieldPath.of(path).steps()) {
            if (step.startsWith("[") && type instanceof AnnotatedParameterizedType list) {
                type = list.getAnnotatedActualTypeArguments()[0];
                onField = List.of(type.getAnnotations());
            } else {
                Field field = field(holder, step);
                type = field.getAnnotatedType();
                onField = List.of(field.getAnnotations());
            }
            if (type.getType() instanceof Class<?> next) {
                holder = next;
                onRecords.addAll(List.of(next.getAnnotations()));
            }
        }
        return Stream.concat(onField.stream(), onRecords.stream()).toList();
    }

    private static Field field(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    static String shown(Annotation annotation) {
        String name = "@" + annotation.annotationType().getSimpleName();
        if (!(annotation instanceof WireField row)) {
            return name;
        }
        List<String> members = new ArrayList<>();
        if (row.mandatory()) {
            members.add("mandatory = true");
        }
        if (row.filledByClient()) {
            members.add("filledByClient = true");
        }
        if (row.max() < Integer.MAX_VALUE) {
            members.add("max = " + row.max());
        }
        if (row.format() != Format.TEXT) {
            members.add("format = " + row.format());
        }
        for (Class<?> group : row.groups()) {
            members.add("groups = " + group.getSimpleName());
        }
        return members.isEmpty() ? name : name + "(" + String.join(", ", members) + ")";
    }
}
