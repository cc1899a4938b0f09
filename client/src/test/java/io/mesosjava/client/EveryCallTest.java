package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.mesosjava.v1.Offer;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No call of any API is forgotten: the tests walk the schemas. */
class EveryCallTest {

  /**
   * A type of call.
   *
   * @param factories the class that makes the calls of the API
   * @param prototype a call of the API
   * @param check the API's rules
   */
  record Case(
      Class<?> factories, Message prototype, EnumValueDescriptor type, Consumer<Message> check) {

    String field() {
      return type.getName().toLowerCase(Locale.ROOT);
    }

    Optional<FieldDescriptor> message() {
      return Optional.ofNullable(prototype.getDescriptorForType().findFieldByName(field()));
    }

    String factory() {
      StringBuilder camel = new StringBuilder();
      for (String word : field().split("_", -1)) {
        camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
      return camel.substring(0, 1).toLowerCase(Locale.ROOT) + camel.substring(1);
    }

    Message bare() {
      FieldDescriptor field = prototype.getDescriptorForType().findFieldByName("type");
      return prototype.newBuilderForType().setField(field, type).buildPartial();
    }

    @Override
    public String toString() {
      return factories.getSimpleName() + "." + factory();
    }
  }

  /** Calls that say something without their message. */
  private static final Set<String> MESSAGE_OPTIONAL =
      Set.of(
          "SchedulerCalls.revive",
          "SchedulerCalls.suppress",
          "AgentCalls.getContainers",
          "AgentCalls.pruneImages");

  static Stream<Case> calls() {
    return Stream.of(
            casesOf(
                SchedulerCalls.class,
                io.mesosjava.v1.scheduler.Call.getDefaultInstance(),
                call -> SchedulerCalls.RULES.check((io.mesosjava.v1.scheduler.Call) call)),
            casesOf(
                ExecutorCalls.class,
                io.mesosjava.v1.executor.Call.getDefaultInstance(),
                call -> ExecutorCallRules.INSTANCE.check((io.mesosjava.v1.executor.Call) call)),
            casesOf(
                MasterCalls.class,
                io.mesosjava.v1.master.Call.getDefaultInstance(),
                call -> MasterCalls.RULES.check((io.mesosjava.v1.master.Call) call)),
            casesOf(
                AgentCalls.class,
                io.mesosjava.v1.agent.Call.getDefaultInstance(),
                call -> AgentCalls.RULES.check((io.mesosjava.v1.agent.Call) call)),
            casesOf(
                ResourceProviderCalls.class,
                io.mesosjava.v1.resourceprovider.Call.getDefaultInstance(),
                call ->
                    ResourceProviderCalls.RULES.check(
                        (io.mesosjava.v1.resourceprovider.Call) call)))
        .flatMap(List::stream);
  }

  static Stream<Case> callsAndOperations() {
    return Stream.concat(
        calls(),
        casesOf(OfferOperations.class, Offer.Operation.getDefaultInstance(), operation -> {})
            .stream());
  }

  private static List<Case> casesOf(
      Class<?> factories, Message prototype, Consumer<Message> check) {
    return prototype
        .getDescriptorForType()
        .findFieldByName("type")
        .getEnumType()
        .getValues()
        .stream()
        .filter(type -> type.getNumber() != 0)
        .map(type -> new Case(factories, prototype, type, check))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("callsAndOperations")
  void makesACallOfEveryTypeFromItsMessage(Case of) throws Exception {
    Object[] arguments = of.message().stream().map(of.prototype()::getField).toArray();
    Class<?>[] parameters = Arrays.stream(arguments).map(Object::getClass).toArray(Class<?>[]::new);
    Method factory =
        Arrays.stream(of.factories().getMethods())
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getName().equals(of.factory()))
            .filter(method -> Arrays.equals(method.getParameterTypes(), parameters))
            .findAny()
            .orElseThrow(() -> new AssertionError("no factory for " + of));

    Message call = (Message) factory.invoke(null, arguments);

    Message.Builder expected = of.bare().toBuilder();
    of.message().ifPresent(message -> expected.setField(message, arguments[0]));
    assertThat(call).isEqualTo(expected.buildPartial());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void refusesACallOfEveryTypeThatLacksItsMessage(Case of) {
    if (of.message().isEmpty() || MESSAGE_OPTIONAL.contains(of.toString())) {
      of.check().accept(of.bare());
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of.check().accept(of.bare()))
          .withMessage(of.type().getName() + ": missing required field: " + of.field());
    }
  }
}
