// SPDX-License-Identifier: Apache-2.0
package org.oneway.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DependencyRulesTest {
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(DependencyRulesTest::isProduction)
          .importPackages("org.oneway");

  private static boolean isProduction(Location location) {
    return !location.contains("/test-classes/") && !location.contains("-tests.jar");
  }

  @Test
  void allModulesAreSeen() {
    List.of("engine.item", "connectors.vcard", "state.h2", "cli")
        .forEach(part -> PRODUCTION.get("org.oneway." + part + ".package-info"));
  }

  @Test
  void theEngineKnowsOnlyTheJdkAndJackson() {
    classes()
        .that()
        .resideInAPackage("org.oneway.engine..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.oneway.engine..", "com.fasterxml.jackson..", "org.jspecify..", "java..")
        .check(PRODUCTION);
  }

  @Test
  void theEngineKnowsNeitherHttpNorSql() {
    noClasses()
        .that()
        .resideInAPackage("org.oneway.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "java.net.http..", "javax..")
        .check(PRODUCTION);
  }

  @Test
  void connectorsAreStrangersToEachOther() {
    slices()
        .matching("org.oneway.connectors.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), resideInAPackage("org.oneway.connectors.shared.."))
        .check(PRODUCTION);
  }

  @Test
  void onlyTheCommandLinePutsThePartsTogether() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.oneway.cli..", "org.oneway.examples..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.oneway.cli..")
        .check(PRODUCTION);
    noClasses()
        .that()
        .resideInAPackage("org.oneway.connectors..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.oneway.state..")
        .check(PRODUCTION);
  }

  @Test
  void onlyTheCommandLineReadsClockEnvironmentAndChance() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.oneway.cli..", "org.oneway.examples..")
        .should()
        .accessTargetWhere(are(readingOfTheSurroundings()))
        .check(PRODUCTION);
  }

  private static DescribedPredicate<JavaAccess<?>> readingOfTheSurroundings() {
    return DescribedPredicate.describe(
        "readings of clock, environment or chance",
        access -> {
          String owner = access.getTargetOwner().getName();
          String member = access.getTarget().getName();
          String call = owner + "." + member;
          boolean withoutArguments = access.getTarget().getFullName().endsWith("()");
          boolean ofClock = access.getTarget().getFullName().contains("(java.time.Clock");
          boolean isNonce = access.getOwner().getFullName().equals(NONCE);
          return SURROUNDINGS.contains(call)
              || (withoutArguments && !isNonce && SURROUNDINGS_WITHOUT_ARGUMENTS.contains(call))
              || (owner.startsWith("java.time.") && member.equals("now") && !ofClock)
              || (owner.equals(Clock.class.getName()) && member.startsWith("system"));
        });
  }

  /** What a sign-in draws decides nothing, and must not be foreseen. */
  private static final String NONCE = "org.oneway.connectors.imap.SignIn.nonce()";

  private static final Set<String> SURROUNDINGS =
      Set.of(
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.getProperties",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Integer.getInteger",
          "java.lang.Long.getLong",
          "java.lang.Boolean.getBoolean",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.time.ZoneId.systemDefault");

  private static final Set<String> SURROUNDINGS_WITHOUT_ARGUMENTS =
      Set.of(
          "java.util.Random.<init>",
          "java.security.SecureRandom.<init>",
          "java.util.Date.<init>",
          "java.util.Calendar.getInstance",
          "java.util.TimeZone.getDefault");
}
