package io.github.kycsharing.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BomTest {
    @Test
    void managesEveryPublishedModule() throws Exception {
        assertThat(PublishedModules.texts(
                        PublishedModules.ROOT.resolve("kyc-sharing-bom/pom.xml"),
                        "/project/dependencyManagement/dependencies/dependency/artifactId"))
                .containsExactlyInAnyOrderElementsOf(PublishedModules.withJar());
    }
}
