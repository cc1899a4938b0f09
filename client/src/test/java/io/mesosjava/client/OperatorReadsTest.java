package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.v1.ContainerID;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever an operator can be answered has a method that returns it: the test walks the schemas.
 */
class OperatorReadsTest {

  /**
   * A type of answer.
   *
   * @param call a call of the API
   * @param response an answer of the API
   */
  record Case(Class<?> client, Message call, Message response, EnumValueDescriptor type) {

    String field() {
      return type.getName().toLowerCase(Locale.ROOT);
    }

    String method() {
      StringBuilder camel = new StringBuilder();
      for (String word : field().split("_", -1)) {
        camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
      return camel.substring(0, 1).toLowerCase(Locale.ROOT) + camel.substring(1);
    }

    Message part() {
      FieldDescriptor field = response.getDescriptorForType().findFieldByName(field());
      return Samples.of((Message) response.getField(field));
    }

    Message whole() {
      FieldDescriptor field = response.getDescriptorForType().findFieldByName(field());
      FieldDescriptor kind = response.getDescriptorForType().findFieldByName("type");
      return response.toBuilder().setField(kind, type).setField(field, part()).build();
    }

    /** The type of the call that was received. */
    String received(ReceivedRequest request) {
      Message received = request.message(call);
      FieldDescriptor kind = call.getDescriptorForType().findFieldByName("type");
      return ((EnumValueDescriptor) received.getField(kind)).getName();
    }

    @Override
    public String toString() {
      return client.getSimpleName() + "." + method();
    }
  }

  static Stream<Case> cases() {
    return Stream.concat(
        casesOf(
            MasterClient.class,
            io.mesosjava.v1.master.Call.getDefaultInstance(),
            io.mesosjava.v1.master.Response.getDefaultInstance()),
        casesOf(
            AgentClient.class,
            io.mesosjava.v1.agent.Call.getDefaultInstance(),
            io.mesosjava.v1.agent.Response.getDefaultInstance()));
  }

  private static Stream<Case> casesOf(Class<?> client, Message call, Message response) {
    return response
        .getDescriptorForType()
        .findFieldByName("type")
        .getEnumType()
        .getValues()
        .stream()
        .filter(type -> type.getNumber() != 0)
        .map(type -> new Case(client, call, response, type));
  }

  private static AutoCloseable client(Case of, ScriptedServer server) {
    return of.client() == MasterClient.class
        ? MasterClient.builder(server.uri()).codec(Codec.protobuf()).build()
        : AgentClient.builder(server.uri()).codec(Codec.protobuf()).build();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void asksAndReturnsTheAnswer(Case of) throws Exception {
    Method blocking = method(of, of.method());
    Method asynchronous = method(of, of.method() + "Async");
    try (ScriptedServer server =
            ScriptedServer.start(
                subscribe -> subscribe.reset(), exchange -> exchange.answer(of.whole()));
        AutoCloseable client = client(of, server)) {
      assertThat(blocking.invoke(client, arguments(blocking))).isEqualTo(of.part());
      Object stage = asynchronous.invoke(client, arguments(asynchronous));
      assertThat(((CompletionStage<?>) stage).toCompletableFuture().get()).isEqualTo(of.part());

      for (int i = 0; i < 2; i++) {
        ReceivedRequest request = server.takeCall();
        assertThat(request.line()).isEqualTo("POST /api/v1 HTTP/1.1");
        assertThat(of.received(request)).isEqualTo(of.type().getName());
      }
    }
  }

  private static Method method(Case of, String name) {
    return Arrays.stream(of.client().getMethods())
        .filter(method -> method.getName().equals(name))
        .findAny()
        .orElseThrow(() -> new AssertionError("no method " + name));
  }

  private static Object[] arguments(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(
            type -> {
              if (type == String.class) {
                return "/master/log";
              } else if (type == long.class) {
                return 0L;
              } else if (type == boolean.class) {
                return true;
              } else if (type == ContainerID.class) {
                return Wire.NESTED;
              }
              return null;
            })
        .toArray();
  }
}
