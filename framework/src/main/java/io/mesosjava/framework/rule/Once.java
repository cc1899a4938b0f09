package io.mesosjava.framework.rule;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Applies a rule to the first subject and lets the others pass when that has ended. */
final class Once<T, R> implements Rule<T, R> {

  private final Rule<T, R> rule;
  private final AtomicReference<@Nullable Thread> first = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  Once(Rule<T, R> rule) {
    this.rule = rule;
  }

  @Override
  public R apply(T subject, Handler<T, R> next) throws Exception {
    Thread current = Thread.currentThread();
    if (first.compareAndSet(null, current)) {
      try {
        return rule.apply(subject, next);
      } finally {
        ended.countDown();
      }
    }
    // The first may hand on something from inside, and would wait for itself.
    if (first.get() != current) {
      ended.await();
    }
    return next.handle(subject);
  }

  @Override
  public Rule<T, R> once() {
    return this;
  }
}
