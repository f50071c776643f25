// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import com.github.sardine.impl.SardineImpl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.http.Header;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.entity.AbstractHttpEntity;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.oneway.engine.store.Traffic;

/**
 * Sends one request over a pooled connection and hands over the answer: Sardine's client, with the
 * verbs, headers and bodies that its own methods do not have. Decides nothing: no redirect is
 * followed, nothing repeated, nobody signed in.
 */
final class Wire extends SardineImpl {
  /**
   * The client's logs of what is sent and received, which are off whatever a configuration says:
   * they hold passwords. Kept here because a logger that nobody keeps forgets its level.
   */
  private static final List<Logger> TELLING =
      List.of(
          Logger.getLogger("org.apache.http.headers"), Logger.getLogger("org.apache.http.wire"));

  private final Traffic traffic;

  Wire(WireSettings settings, Traffic traffic) {
    super(builder(settings));
    this.traffic = traffic;
  }

  private static HttpClientBuilder builder(WireSettings settings) {
    TELLING.forEach(logger -> logger.setLevel(Level.OFF));
    PoolingHttpClientConnectionManager pool =
        new PoolingHttpClientConnectionManager(settings.sockets());
    pool.setMaxTotal(settings.connections());
    pool.setDefaultMaxPerRoute(settings.connections());
    pool.setValidateAfterInactivity(1_000);
    pool.setDefaultSocketConfig(
        org.apache.http.config.SocketConfig.custom()
            .setSoTimeout(millis(settings.readTimeout()))
            .setTcpNoDelay(true)
            .build());
    return HttpClientBuilder.create()
        .setConnectionManager(pool)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectTimeout(millis(settings.connectTimeout()))
                .setSocketTimeout(millis(settings.readTimeout()))
                .setConnectionRequestTimeout(0)
                .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .build())
        .setUserAgent("oneway")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching();
  }

  private static int millis(java.time.Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }

  /** What a caller makes of an answer. */
  interface Receiver<T> {
    T receive(int status, Headers headers, InputStream body) throws IOException;
  }

  /** Finds headers of an answer. */
  interface Headers {
    Optional<String> get(String name);
  }

  /** Sends it once. The connection is given back when the receiver returns. */
  <T> T exchange(DavRequest request, Map<String, String> more, Receiver<T> receiver)
      throws IOException {
    count(request);
    CloseableHttpResponse response =
        client.execute(message(request, more), HttpClientContext.create());
    try (response;
        InputStream body = body(response)) {
      return receiver.receive(
          response.getStatusLine().getStatusCode(), name -> header(response, name), body);
    }
  }

  /** Sends it once; the answer's body is closed by whoever has it, and the connection with it. */
  InputStream open(DavRequest request, Map<String, String> more, Receiver<InputStream> receiver)
      throws IOException {
    count(request);
    CloseableHttpResponse response =
        client.execute(message(request, more), HttpClientContext.create());
    try {
      InputStream body =
          receiver.receive(
              response.getStatusLine().getStatusCode(),
              name -> header(response, name),
              body(response));
      return new java.io.FilterInputStream(body) {
        @Override
        public void close() throws IOException {
          response.close();
        }
      };
    } catch (IOException | RuntimeException e) {
      response.close();
      throw e;
    }
  }

  private void count(DavRequest request) {
    if (request.onlyReads()) {
      traffic.read();
    } else {
      traffic.write();
    }
  }

  private static Optional<String> header(HttpResponse response, String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
  }

  private InputStream body(HttpResponse response) throws IOException {
    return response.getEntity() == null
        ? InputStream.nullInputStream()
        : new Counting(response.getEntity().getContent(), traffic);
  }

  private Message message(DavRequest request, Map<String, String> more) {
    Message message = new Message(request.method(), request.uri());
    request.headers().forEach(message::setHeader);
    more.forEach(message::setHeader);
    request.body().ifPresent(body -> message.setEntity(new Carried(body, !request.onlyReads())));
    return message;
  }

  /** A request of any verb. */
  private static final class Message extends HttpEntityEnclosingRequestBase {
    private final String method;

    Message(String method, URI uri) {
      this.method = method;
      setURI(uri);
    }

    @Override
    public String getMethod() {
      return method;
    }
  }

  /** A body that can be sent again. */
  private final class Carried extends AbstractHttpEntity {
    private final DavRequest.Body carried;
    private final boolean isWritten;

    /**
     * @param isWritten whether it is to stay there; questions are not
     */
    Carried(DavRequest.Body carried, boolean isWritten) {
      this.carried = carried;
      this.isWritten = isWritten;
      setContentType(carried.type());
      setChunked(carried.length() < 0);
    }

    @Override
    public boolean isRepeatable() {
      return true;
    }

    @Override
    public long getContentLength() {
      return carried.length();
    }

    @Override
    public InputStream getContent() throws IOException {
      return carried.content().open();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      try (InputStream in = getContent()) {
        long length = in.transferTo(out);
        if (isWritten) {
          traffic.bytesWritten(length);
        }
      }
    }

    @Override
    public boolean isStreaming() {
      return false;
    }
  }

  /** Counts what arrives. */
  private static final class Counting extends java.io.FilterInputStream {
    private final Traffic traffic;

    Counting(InputStream in, Traffic traffic) {
      super(in);
      this.traffic = traffic;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        traffic.bytesRead(1);
      }
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      if (count > 0) {
        traffic.bytesRead(count);
      }
      return count;
    }
  }
}
