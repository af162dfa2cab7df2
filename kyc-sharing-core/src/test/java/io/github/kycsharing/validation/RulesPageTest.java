package io.github.kycsharing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Checks docs/rules.md; {@code -Dkyc-sharing.docs.write=true} regenerates it. */
class RulesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "rules.md");

    @Test
    void pageMatchesTheTestedRules() throws IOException {
        String page = RulesPage.write();
        if (Boolean.getBoolean("kyc-sharing.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("docs/rules.md is stale: run this test with -Dkyc-sharing.docs.write=true")
                .content()
                .isEqualTo(page);
    }

    @Test
    void theTestsThatThePageNamesExist() {
        assertThat(OpenPoint.ALL)
                .extracting(OpenPoint::test)
                .filteredOn(test -> test.contains("#"))
                .isNotEmpty()
                .allSatisfy(RulesPageTest::exists);
    }

    private static void exists(String test) throws ClassNotFoundException {
        Class<?> type = Class.forName("io.github.kycsharing." + test.substring(0, test.indexOf('#')));
        assertThat(type.getDeclaredMethods())
                .filteredOn(method -> method.isAnnotationPresent(Test.class))
                .extracting(Method::getName)
                .contains(test.substring(test.indexOf('#') + 1));
    }
}
