package io.github.kycsharing.validation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Questions and options of one questionnaire version, as the exchange has configured them for the broker. The exchange publishes no
 * list, so the broker supplies the template. Without a template, the client does not validate the questions and options of that
 * version.
 *
 * @param version the version, for example {@code KZ_V6}
 * @param questions the options by question key; a question without options allows any
 */
public record QuestionnaireTemplate(String version, Map<String, Set<String>> questions) {
    /**
     * Creates a template.
     *
     * @throws IllegalArgumentException if the version, a question or an option is blank, or there is no question
     */
    public QuestionnaireTemplate {
        if (version.isBlank()) {
            throw new IllegalArgumentException("A questionnaire template needs a version");
        }
        if (questions.isEmpty()) {
            throw new IllegalArgumentException(
                    "The questionnaire template " + version + " needs at least one question");
        }
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        questions.forEach((title, options) -> {
            if (title.isBlank() || options.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException(
                        "The questionnaire template " + version + " has a blank question or option");
            }
            copy.put(title, Collections.unmodifiableSet(new LinkedHashSet<>(options)));
        });
        questions = Collections.unmodifiableMap(copy);
    }

    /**
     * Creates a builder of a template.
     *
     * @param version the version, for example {@code KZ_V6}
     * @return a new builder
     */
    public static Builder version(String version) {
        return new Builder(version);
    }

    /** Builds a {@link QuestionnaireTemplate} question by question. */
    public static final class Builder {
        private final String version;
        private final Map<String, Set<String>> questions = new LinkedHashMap<>();

        private Builder(String version) {
            this.version = version;
        }

        /**
         * Adds a question.
         *
         * @param title the question key
         * @param options the keys of the allowed options; none to allow any
         * @return this builder
         * @throws IllegalArgumentException if the template has the question already
         */
        public Builder question(String title, String... options) {
            if (questions.putIfAbsent(title, new LinkedHashSet<>(List.of(options))) != null) {
                throw new IllegalArgumentException(
                        "The questionnaire template " + version + " has the question " + title + " already");
            }
            return this;
        }

        /**
         * Creates the template.
         *
         * @return the template
         * @throws IllegalArgumentException if the version, a question or an option is blank, or there is no question
         */
        public QuestionnaireTemplate build() {
            return new QuestionnaireTemplate(version, questions);
        }
    }
}
