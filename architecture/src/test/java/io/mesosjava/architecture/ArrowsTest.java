package io.mesosjava.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of DESIGN.md's drawing: they point down only. */
@AnalyzeClasses(packages = "io.mesosjava", importOptions = DoNotIncludeTests.class)
class ArrowsTest {

  private static final String MESSAGES = "io.mesosjava.v1..";
  private static final String CLIENT = "io.mesosjava.client..";
  private static final String FRAMEWORK = "io.mesosjava.framework..";
  private static final String TESTKIT = "io.mesosjava.testkit..";
  private static final String EXAMPLES = "io.mesosjava.examples..";
  private static final String CLI = "io.mesosjava.cli..";
  private static final String[] PROTOCOL = {
    "io.mesosjava",
    "io.mesosjava.attributes..",
    "io.mesosjava.codec..",
    "io.mesosjava.recordio..",
    "io.mesosjava.resources..",
    "io.mesosjava.roles..",
    "io.mesosjava.values.."
  };

  @ArchTest
  static final ArchRule messagesKnowOnlyProtobuf =
      noClasses()
          .that()
          .resideInAPackage(MESSAGES)
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(MESSAGES, "com.google.protobuf..", "java..");

  @ArchTest
  static final ArchRule protocolKnowsNoRoomAbove =
      noClasses()
          .that()
          .resideInAnyPackage(PROTOCOL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLIENT, FRAMEWORK, TESTKIT, EXAMPLES, CLI);

  @ArchTest
  static final ArchRule protocolDoesNoInputOutputThreadsOrLogging =
      noClasses()
          .that()
          .resideInAnyPackage(PROTOCOL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..",
              "java.nio.file..",
              "java.nio.channels..",
              "java.util.logging..",
              "io.netty..",
              "org.slf4j..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.concurrent.Executor.class);

  @ArchTest
  static final ArchRule clientKnowsNoRoomAboveAndNoTestkit =
      noClasses()
          .that()
          .resideInAPackage(CLIENT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FRAMEWORK, TESTKIT, EXAMPLES, CLI);

  @ArchTest
  static final ArchRule frameworkKnowsTheClientAndNothingBelowItsSurface =
      noClasses()
          .that()
          .resideInAPackage(FRAMEWORK)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TESTKIT, EXAMPLES, CLI, "io.netty..");

  @ArchTest
  static final ArchRule testkitKnowsNoClientSoThatNoClientBugHidesInItsMirror =
      noClasses()
          .that()
          .resideInAPackage(TESTKIT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLIENT, FRAMEWORK, EXAMPLES, CLI);

  @ArchTest
  static final ArchRule examplesAreUsersOfTheLibraryOnly =
      noClasses()
          .that()
          .resideInAPackage(EXAMPLES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TESTKIT, CLI, "io.netty..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching("io.mesosjava.(**)")
          .should()
          .beFreeOfCycles()
          .as("packages have no cycles");
}
