package io.medley.content;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.medley.content.wrong.asset.AssetThatKnowsPreChecks;
import io.medley.content.wrong.catalog.CatalogThatReadsFiles;
import io.medley.content.wrong.catalog.CatalogThatSearchesItself;
import io.medley.content.wrong.inspection.CopyThatReadsAPdf;
import io.medley.content.wrong.precheck.LooseRule;
import io.medley.content.wrong.precheck.jdbc.PublicAdapter;
import io.medley.content.wrong.product.ProductThatCallsTheEngine;
import io.medley.content.wrong.product.ProductWithAValue;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What may know what. Every rule comes with a class it must reject: a rule never seen red is no
 * rule.
 */
class ArchitectureTest {

  private static final String ROOT = "io.medley.content";
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(
            "only extraction.tika reads files",
            noClasses()
                .that(outside("extraction.tika").and(outside("inspection")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "org.apache.tika..",
                    "org.apache.pdfbox..",
                    "org.apache.poi..",
                    "org.jsoup..",
                    "org.jcodec..")
                .because(
                    "a hostile file may only ever meet a parser in a process that can be killed"),
            CatalogThatReadsFiles.class),
        Arguments.of(
            "a certified copy is written, never read",
            noClasses()
                .that(JavaClass.Predicates.resideInAPackage("..content..inspection.."))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.apache.pdfbox.Loader")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "org.apache.tika..",
                    "org.apache.poi..",
                    "org.jsoup..",
                    "org.apache.pdfbox.pdfparser..")
                .because("what somebody sent in is opened in a process that can be killed only"),
            CopyThatReadsAPdf.class),
        Arguments.of(
            "nobody calls the readers",
            noClasses()
                .that(outside("extraction.tika"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..content.extraction.tika..")
                .because("a class that is referenced here is loaded here, parsers and all"),
            CatalogThatReadsFiles.class),
        Arguments.of(
            "only elasticsearch packages know Elasticsearch",
            noClasses()
                .that(
                    DescribedPredicate.not(
                        JavaClass.Predicates.resideInAPackage("..elasticsearch..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("co.elastic..")
                .because("the catalog is a port; its adapter is one package"),
            CatalogThatSearchesItself.class),
        Arguments.of(
            "no engine here",
            noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.camunda..", "io.medley.campaign..")
                .because(
                    "the engine is behind the ports of workflows; the other service is behind"
                        + " HTTP"),
            ProductThatCallsTheEngine.class),
        Arguments.of(
            "assets do not know who checks them",
            noClasses()
                .that(room("asset"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "..content.precheck..",
                    "..content.review..",
                    "..content.catalog..",
                    "..content.lifecycle..")
                .because(
                    "assets come first; whoever acts on them implements SubmissionCheck,"
                        + " SubmissionListener or NeedsMe"),
            AssetThatKnowsPreChecks.class),
        Arguments.of(
            "edges are private",
            classes()
                .that()
                .resideInAnyPackage(
                    "..content..jdbc..",
                    "..content..elasticsearch..",
                    "..content.extraction.process..")
                .and()
                .areTopLevelClasses()
                .should()
                .notBePublic()
                .because("only the interface beside the feature is anybody else's business"),
            PublicAdapter.class),
        Arguments.of(
            "settings come in records",
            noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .because(
                    "a setting has a type, a default and a comment, in one record per concern"),
            ProductWithAValue.class),
        Arguments.of(
            "rules live with their packs",
            classes()
                .that()
                .haveNameMatching(".*\\.precheck\\..*")
                .and()
                .haveSimpleNameEndingWith("Rule")
                .should()
                .notBePublic()
                .because("a rule that others can call is a rule that can be passed by"),
            LooseRule.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void shouldHold(String name, ArchRule rule, Class<?> wrong) {
    rule.check(OURS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void shouldRejectWhatBreaksIt(String name, ArchRule rule, Class<?> wrong) {
    assertThat(rule.evaluate(new ClassFileImporter().importClasses(wrong)).hasViolation())
        .as("%s accepts %s", name, wrong.getSimpleName())
        .isTrue();
  }

  private static DescribedPredicate<JavaClass> outside(String room) {
    return DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(ROOT + "." + room + ".."));
  }

  /** The feature package itself, not its edges: a page may know more than its feature. */
  private static DescribedPredicate<JavaClass> room(String feature) {
    return JavaClass.Predicates.resideInAPackage(ROOT + ".." + feature);
  }
}
