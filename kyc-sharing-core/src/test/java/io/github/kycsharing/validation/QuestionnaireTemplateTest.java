package io.github.kycsharing.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuestionnaireTemplateTest {
    @Test
    void keepsQuestionsAndOptionsInTheirOrder() {
        QuestionnaireTemplate template = QuestionnaireTemplate.version("KZ_V6")
                .question("z", "b", "a")
                .question("a")
                .build();

        assertThat(template.version()).isEqualTo("KZ_V6");
        assertThat(template.questions().keySet()).containsExactly("z", "a");
        assertThat(template.questions().get("z")).containsExactly("b", "a");
        assertThat(template.questions().get("a")).isEmpty();
    }

    @Test
    void isNotChangedByWhatItWasMadeFrom() {
        Set<String> options = new HashSet<>(Set.of("a"));
        Map<String, Set<String>> questions = new LinkedHashMap<>(Map.of("q", options));
        QuestionnaireTemplate template = new QuestionnaireTemplate("V", questions);

        options.add("b");
        questions.put("p", Set.of());

        assertThat(template.questions()).isEqualTo(Map.of("q", Set.of("a")));
        assertThatThrownBy(() -> template.questions().put("p", Set.of()))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> template.questions().values().iterator().next().add("b"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refusesAQuestionThatIsAddedTwice() {
        QuestionnaireTemplate.Builder builder =
                QuestionnaireTemplate.version("KZ_V6").question("q", "a");

        assertThatThrownBy(() -> builder.question("q", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The questionnaire template KZ_V6 has the question q already");
    }

    @Test
    void refusesABlankQuestionOrOption() {
        for (QuestionnaireTemplate.Builder builder : List.of(
                QuestionnaireTemplate.version("KZ_V6").question(" "),
                QuestionnaireTemplate.version("KZ_V6").question("q", "a", ""))) {
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The questionnaire template KZ_V6 has a blank question or option");
        }
    }

    @Test
    void needsAVersionAndAQuestion() {
        assertThatThrownBy(
                        () -> QuestionnaireTemplate.version(" ").question("q").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A questionnaire template needs a version");
        assertThatThrownBy(() -> QuestionnaireTemplate.version("KZ_V6").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The questionnaire template KZ_V6 needs at least one question");
    }
}
