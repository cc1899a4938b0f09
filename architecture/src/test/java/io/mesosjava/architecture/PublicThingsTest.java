package io.mesosjava.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What public types of the libraries promise by their shape and their names. */
@AnalyzeClasses(packages = "io.mesosjava", importOptions = DoNotIncludeTests.class)
class PublicThingsTest {

  /** The generated messages are protoc's. */
  private static final DescribedPredicate<JavaClass> OURS =
      DescribedPredicate.describe(
          "are hand-written", type -> !type.getPackageName().startsWith("io.mesosjava.v1"));

  private static final DescribedPredicate<JavaMember> OF_THE_API =
      DescribedPredicate.describe(
          "are part of the API of an exported package",
          member ->
              isExported(member.getOwner())
                  && member.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
                  && (member.getModifiers().contains(JavaModifier.PUBLIC)
                      || member.getModifiers().contains(JavaModifier.PROTECTED)));

  @ArchTest
  static final ArchRule noNettyTypeIsPartOfAnApi =
      members()
          .that(OF_THE_API)
          .should(
              new ArchCondition<JavaMember>("mention no Netty or Jackson type") {
                @Override
                public void check(JavaMember member, ConditionEvents events) {
                  mentioned(member)
                      .filter(type -> type.matches("(io\\.netty|com\\.fasterxml)\\..*"))
                      .forEach(
                          type ->
                              events.add(
                                  SimpleConditionEvent.violated(
                                      member, member.getFullName() + " mentions " + type)));
                }
              });

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes()
          .that(OURS)
          .should(
              new ArchCondition<JavaClass>("reside in a @NullMarked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(
                        SimpleConditionEvent.violated(
                            type, type.getPackageName() + " is not @NullMarked"));
                  }
                }
              });

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .that(OURS)
          .and()
          .arePublic()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameStartingWith("Default")
          .orShould()
          .haveSimpleNameStartingWith("Abstract");

  @ArchTest
  static final ArchRule publicClassesAreFinalOrSealedByDesign =
      classes()
          .that(OURS)
          .and()
          .arePublic()
          .and()
          .areNotInterfaces()
          .and()
          .areNotEnums()
          .and()
          .areNotAssignableTo(Throwable.class)
          .should(
              new ArchCondition<JavaClass>("be final or abstract") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  boolean closed =
                      type.getModifiers().contains(JavaModifier.FINAL)
                          || type.getModifiers().contains(JavaModifier.ABSTRACT);
                  if (!closed) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is open"));
                  }
                }
              });

  private static boolean isExported(JavaClass type) {
    Module module = type.reflect().getModule();
    if (module.isNamed()) {
      return module.isExported(type.getPackageName());
    }
    return Stream.of(
            "attributes",
            "client",
            "codec",
            "framework",
            "framework.offer",
            "framework.executor",
            "framework.rule",
            "framework.task",
            "framework.scheduler",
            "framework.store",
            "recordio",
            "resources",
            "roles",
            "testkit",
            "testkit.junit",
            "values")
        .anyMatch(exported -> type.getPackageName().equals("io.mesosjava." + exported));
  }

  private static Stream<String> mentioned(JavaMember member) {
    if (member instanceof JavaCodeUnit unit) {
      return Stream.concat(unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType()))
          .map(JavaClass::getName);
    }
    return member.getAllInvolvedRawTypes().stream().map(JavaClass::getName);
  }
}
