// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.iap.Response;
import org.oneway.engine.store.StoreException;

/** Sends messages while those after them are read: the server and we work at the same time. */
final class Sending implements AutoCloseable {
  /** What is sent together, in bytes. */
  private static final int TOGETHER = 1 << 19;

  private final Connection connection;
  private final Failures failures;
  private final List<Response[]> answers = new ArrayList<>();
  private Optional<ExecutorService> thread = Optional.empty();
  private Optional<Future<List<Response[]>>> underWay = Optional.empty();
  private List<Wire.Command> waiting = new ArrayList<>();
  private int weight;

  Sending(Connection connection, Failures failures) {
    this.failures = failures;
    this.connection = connection;
  }

  /**
   * Has a message sent, soon; its bytes stay as they are until {@link #answers}.
   *
   * @throws StoreException if those before it could not be sent
   */
  void send(Wire.Command command, int bytes) throws StoreException {
    waiting.add(command);
    weight += bytes;
    if (weight > TOGETHER) {
      await();
      List<Wire.Command> now = waiting;
      underWay = Optional.of(thread().submit(() -> connection.write("APPEND", now)));
      waiting = new ArrayList<>();
      weight = 0;
    }
  }

  /** What was answered to each message since this was asked last, in their order. */
  List<Response[]> answers() throws StoreException {
    await();
    answers.addAll(connection.write("APPEND", waiting));
    List<Response[]> all = List.copyOf(answers);
    answers.clear();
    waiting = new ArrayList<>();
    weight = 0;
    return all;
  }

  private ExecutorService thread() {
    ExecutorService made =
        thread.orElseGet(
            () ->
                Executors.newSingleThreadExecutor(
                    work -> {
                      Thread sender = new Thread(work, "imap");
                      sender.setDaemon(true);
                      return sender;
                    }));
    thread = Optional.of(made);
    return made;
  }

  private void await() throws StoreException {
    if (underWay.isEmpty()) {
      return;
    }
    Future<List<Response[]>> before = underWay.get();
    underWay = Optional.empty();
    try {
      answers.addAll(before.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures.connection(new InterruptedIOException("interrupted"));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e);
    }
  }

  /** Nothing is under way any more when it returns: who reads on meets no answer of ours. */
  @Override
  public void close() {
    thread.ifPresent(
        one -> {
          one.shutdown();
          try {
            if (!one.awaitTermination(1, TimeUnit.DAYS)) {
              throw new IllegalStateException("the server neither answers nor goes away");
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
