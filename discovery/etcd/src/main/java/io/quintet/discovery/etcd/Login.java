package io.quintet.discovery.etcd;

/** Who asks; shows no password. */
record Login(String user, String password) {
    @Override
    public String toString() {
        return user;
    }
}
