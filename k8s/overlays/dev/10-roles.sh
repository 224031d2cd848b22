# Run once by the image when it makes the database: the role that may only touch rows, and a login in it, as in production.
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set login="$SERVICE_USER" --set password="$SERVICE_PASSWORD" <<'SQL'
create role fazhi_service nologin;
create role :"login" login password :'password' in role fazhi_service;
SQL
