package io.github.kycsharing.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Conventions of the auto-configurations. */
@NullUnmarked
@AnalyzeClasses(packages = "io.github.kycsharing.spring", importOptions = ImportOption.DoNotIncludeTests.class)
class AutoConfigurationRulesTest {
    /** Limit for one concern. */
    private static final int MAX_BEANS = 5;

    @ArchTest
    static final ArchRule arePublicFinalAndNamedForWhatTheyAre = classes()
            .that()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .bePublic()
            .andShould()
            .haveModifier(JavaModifier.FINAL)
            .andShould()
            .haveSimpleNameEndingWith("AutoConfiguration")
            .andShould()
            .beTopLevelClasses();

    @ArchTest
    static final ArchRule nestedConfigurationsArePackagePrivate = classes()
            .that()
            .areAnnotatedWith(Configuration.class)
            .should()
            .bePackagePrivate()
            .andShould()
            .beNestedClasses()
            .andShould(proxyNoBeanMethods());

    @ArchTest
    static final ArchRule beanMethodsArePackagePrivate =
            methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate();

    /** A method whose types are absent cannot be loaded, so its condition would not be evaluated. */
    @ArchTest
    static final ArchRule beanMethodsHaveNoClassConditions = methods()
            .that()
            .areAnnotatedWith(Bean.class)
            .should()
            .notBeAnnotatedWith(ConditionalOnClass.class)
            .andShould()
            .notBeAnnotatedWith(ConditionalOnMissingClass.class);

    @ArchTest
    static final ArchRule haveOneConcernEach =
            classes().that().areAnnotatedWith(AutoConfiguration.class).should(defineFewBeans());

    @ArchTest
    static void areAllListedAndNothingElseIs(JavaClasses all) {
        List<String> annotated = all.stream()
                .filter(type -> type.isAnnotatedWith(AutoConfiguration.class))
                .map(JavaClass::getName)
                .toList();
        assertThat(ImportCandidates.load(AutoConfiguration.class, AutoConfigurationRulesTest.class.getClassLoader()))
                .filteredOn(name -> name.startsWith("io.github.kycsharing."))
                .containsExactlyInAnyOrderElementsOf(annotated);
    }

    private static ArchCondition<JavaClass> proxyNoBeanMethods() {
        return new ArchCondition<>("have proxyBeanMethods = false") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean proxied = type.getAnnotationOfType(Configuration.class).proxyBeanMethods();
                events.add(new SimpleConditionEvent(type, !proxied, type.getName() + " proxies its bean methods"));
            }
        };
    }

    private static ArchCondition<JavaClass> defineFewBeans() {
        return new ArchCondition<>("define at most " + MAX_BEANS + " beans, nested configurations included") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                long beans = withNested(type)
                        .flatMap(each -> each.getMethods().stream())
                        .filter(AutoConfigurationRulesTest::isBean)
                        .count();
                events.add(new SimpleConditionEvent(
                        type, beans <= MAX_BEANS, type.getName() + " defines " + beans + " beans"));
            }
        };
    }

    private static Stream<JavaClass> withNested(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .filter(other -> other.equals(type) || other.getName().startsWith(type.getName() + "$"));
    }

    private static boolean isBean(JavaMethod method) {
        return method.isAnnotatedWith(Bean.class);
    }
}
