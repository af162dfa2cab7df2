package io.github.kycsharing.test;

import static io.github.kycsharing.test.RecordRules.illegal;
import static io.github.kycsharing.test.RecordRules.isPresent;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rules for the answers of a questionnaire, checked against the configured versions. */
final class QuestionnaireRules {
    private static final String PATH = "kycInfo.questionnaireInfo";

    private final Map<String, Map<String, Set<String>>> versions;

    QuestionnaireRules(Map<String, Map<String, Set<String>>> versions) {
        this.versions = versions;
    }

    Optional<Rejection> check(JsonNode questionnaire) {
        if (!isPresent(questionnaire)) {
            return Optional.empty();
        }
        JsonNode answers = questionnaire.path("answers");
        if (!answers.isArray()) {
            return isPresent(answers)
                    ? Optional.of(Rejection.illegalRequest(PATH + ".answers", "must be an array"))
                    : illegal(PATH + ".answers", "mandatory");
        }
        if (answers.isEmpty()) {
            return illegal(PATH + ".answers", "must not be empty");
        }
        Optional<Rejection> unreadable = shape(answers);
        return unreadable.isPresent() || versions.isEmpty()
                ? unreadable
                : against(versions.get(questionnaire.path("version").stringValue("")), answers);
    }

    private static Optional<Rejection> shape(JsonNode answers) {
        Set<String> titles = new HashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            JsonNode answer = answers.get(i);
            if (!answer.isObject()) {
                return Optional.of(Rejection.illegalRequest(path(i), "must be an object"));
            }
            Optional<Rejection> broken = RecordRules.fields(answer, path(i), Field.QUESTIONNAIRE_ANSWER);
            if (broken.isPresent()) {
                return broken;
            }
            if (!titles.add(title(answer))) {
                return illegal(path(i) + ".title", "answered twice");
            }
        }
        return Optional.empty();
    }

    private static Optional<Rejection> against(@Nullable Map<String, Set<String>> questions, JsonNode answers) {
        if (questions == null) {
            return illegal(PATH + ".version", "not configured");
        }
        Set<String> open = new HashSet<>(questions.keySet());
        for (int i = 0; i < answers.size(); i++) {
            JsonNode answer = answers.get(i);
            Set<String> options = questions.get(title(answer));
            if (options == null) {
                return illegal(path(i) + ".title", "not a question of this version");
            }
            if (!options.isEmpty() && !options.contains(answer.path("option").stringValue(""))) {
                return illegal(path(i) + ".option", "not an option of this question");
            }
            open.remove(title(answer));
        }
        return open.isEmpty() ? Optional.empty() : illegal(PATH + ".answers", "all questions must be answered");
    }

    private static String title(JsonNode answer) {
        return answer.path("title").stringValue("");
    }

    private static String path(int index) {
        return PATH + ".answers[" + index + "]";
    }
}
