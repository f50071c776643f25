// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Puts each file of a directory into an address book and does nothing else: the least that anybody
 * needs. Arguments: directory, address of the book, connections.
 */
final class BarePuts {
  private BarePuts() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    URI book = URI.create(arguments[1]);
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
      files = all.sorted().toList();
    }
    ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[2]));
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<Future<?>> puts = new ArrayList<>();
    for (Path file : files) {
      puts.add(threads.submit(() -> put(client, book, file)));
    }
    for (Future<?> put : puts) {
      put.get();
    }
    threads.shutdown();
    System.exit(0);
  }

  private static void put(HttpClient client, URI book, Path file) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(book.resolve(String.valueOf(file.getFileName())))
              .header("Content-Type", "text/vcard; charset=utf-8")
              .header("If-None-Match", "*")
              .PUT(HttpRequest.BodyPublishers.ofFile(file))
              .build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 201) {
        throw new IllegalStateException("answered " + status + " to " + file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
