// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.oneway.engine.store.StoreException;

/** Sends messages while those after them are read: the server and we work at the same time. */
final class Sending implements AutoCloseable {
  private final Connection connection;
  private final List<Wire.Command> waiting = new ArrayList<>();
  private final List<Future<String>> underWay = new ArrayList<>();
  private Optional<ExecutorService> thread = Optional.empty();

  Sending(Connection connection) {
    this.connection = connection;
  }

  /** Has a message sent, soon; its bytes stay as they are until {@link #answers}. */
  void send(Wire.Command command) throws StoreException {
    if (!connection.takesSeveral()) {
      waiting.add(command);
      return;
    }
    Wire wire = connection.wire();
    underWay.add(thread().submit(() -> wire.send(command)));
  }

  /** What was answered to each message since this was asked last, in their order. */
  List<Response[]> answers() throws StoreException {
    List<Response[]> all =
        underWay.isEmpty()
            ? connection.write("APPEND", waiting)
            : connection.answers("APPEND", underWay.size(), number -> tag(underWay.get(number)));
    waiting.clear();
    underWay.clear();
    return all;
  }

  private static String tag(Future<String> sent) throws IOException, ProtocolException {
    try {
      return sent.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException broken) {
        throw broken;
      }
      if (e.getCause() instanceof ProtocolException broken) {
        throw broken;
      }
      throw new IllegalStateException(e.getCause());
    }
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

  /** Nothing is under way any more when it returns: who reads on meets no answer of ours. */
  @Override
  public void close() {
    if (!underWay.isEmpty()) {
      connection.leave();
    }
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
