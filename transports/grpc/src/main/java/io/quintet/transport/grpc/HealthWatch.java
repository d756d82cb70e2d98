package io.quintet.transport.grpc;

/** Tells whether something is served, and again whenever that changes, until the peer has heard enough or this instance closes. */
final class HealthWatch extends OwnStream {
    static final String PATH = "/" + Health.SERVICE + "/Watch";

    private final Health health;

    HealthWatch(Health health, long timeoutNanos) {
        super(HealthMessages.MOST_BYTES, timeoutNanos);
        this.health = health;
    }

    @Override
    void answer(FrameReader requests, Answers answers) throws InterruptedException {
        String service = HealthMessages.service(requests.next());
        int status = health.of(service);
        answers.add(HealthMessages.response(status));
        for (int next = health.awaitOther(service, status); next != status; next = health.awaitOther(service, status)) {
            answers.add(HealthMessages.response(next));
            status = next;
        }
    }
}
