-- What the cluster engine keeps: which silos are members, and the grains' snapshots. Orleans reads its statements from the table
-- orleansquery and prescribes their names, parameters and result columns; the tables behind them are ours.

create table silo_views (
    deployment varchar(150) primary key,
    version    integer not null default 0,          -- raised by every change of membership: compare and set
    changed_at timestamptz(3) not null default now()
);

create table silos (
    deployment     varchar(150) not null references silo_views,
    address        varchar(45) not null,
    port           integer not null,
    generation     integer not null,
    silo_name      varchar(150) not null,
    host_name      varchar(150) not null,
    status         integer not null,                -- Orleans' SiloStatus; 3 is active, 6 is dead
    gateway_port   integer,
    suspect_times  text,
    start_time     timestamptz(3) not null,
    i_am_alive_at  timestamptz(3) not null,
    primary key (deployment, address, port, generation)
);

-- The key is unique, so that of two first writes at the same time one is refused. A text key holds the prefix t/ and the tenant.
create table grain_states (
    service    varchar(150) not null,
    state_name varchar(512) not null,
    key_0      bigint not null,
    key_1      bigint not null,
    key_text   varchar(512) not null,
    version    integer not null,
    payload    bytea,
    written_at timestamptz not null default now(),
    primary key (service, state_name, key_text, key_0, key_1)
);

create table orleansquery (
    querykey  varchar(64) primary key,
    querytext text not null
);

insert into orleansquery (querykey, querytext) values
('InsertMembershipVersionKey', '
    with added as (insert into silo_views (deployment) values (@DeploymentId) on conflict do nothing returning 1)
    select count(*)::integer from added
'),
('InsertMembershipKey', '
    with view as (
        update silo_views set version = version + 1, changed_at = now()
        where deployment = @DeploymentId and version = @Version and not exists (
            select from silos where deployment = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
        returning deployment
    ), added as (
        insert into silos (deployment, address, port, generation, silo_name, host_name, status, gateway_port, start_time, i_am_alive_at)
        select deployment, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from view
        returning 1
    )
    select count(*)::integer from added
'),
('UpdateMembershipKey', '
    with view as (
        update silo_views set version = version + 1, changed_at = now()
        where deployment = @DeploymentId and version = @Version and exists (
            select from silos where deployment = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
        returning deployment
    ), changed as (
        update silos s set status = @Status, suspect_times = @SuspectTimes, i_am_alive_at = @IAmAliveTime
        from view where s.deployment = view.deployment and s.address = @Address and s.port = @Port and s.generation = @Generation
        returning 1
    )
    select count(*)::integer from changed
'),
('UpdateIAmAlivetimeKey', '
    update silos set i_am_alive_at = @IAmAliveTime
    where deployment = @DeploymentId and address = @Address and port = @Port and generation = @Generation
'),
('MembershipReadRowKey', '
    select v.deployment as DeploymentId, v.version as Version, s.address as Address, s.port as Port, s.generation as Generation, s.silo_name as SiloName,
           s.host_name as HostName, s.status as Status, s.gateway_port as ProxyPort, s.suspect_times as SuspectTimes, s.start_time as StartTime, s.i_am_alive_at as IAmAliveTime
    from silo_views v left join silos s on s.deployment = v.deployment and s.address = @Address and s.port = @Port and s.generation = @Generation
    where v.deployment = @DeploymentId
'),
('MembershipReadAllKey', '
    select v.deployment as DeploymentId, v.version as Version, s.address as Address, s.port as Port, s.generation as Generation, s.silo_name as SiloName,
           s.host_name as HostName, s.status as Status, s.gateway_port as ProxyPort, s.suspect_times as SuspectTimes, s.start_time as StartTime, s.i_am_alive_at as IAmAliveTime
    from silo_views v left join silos s on s.deployment = v.deployment
    where v.deployment = @DeploymentId
'),
('GatewaysQueryKey', '
    select address as Address, gateway_port as ProxyPort, generation as Generation
    from silos where deployment = @DeploymentId and status = @Status and gateway_port > 0
'),
('CleanupDefunctSiloEntriesKey', '
    delete from silos where deployment = @DeploymentId and status <> 3 and i_am_alive_at < @IAmAliveTime
'),
('DeleteMembershipTableEntriesKey', '
    with gone as (delete from silos where deployment = @DeploymentId)
    delete from silo_views where deployment = @DeploymentId
'),
('ReadFromStorageKey', '
    select payload as PayloadBinary, version as Version from grain_states
    where service = @ServiceId and state_name = @GrainTypeString and key_text = coalesce(@GrainIdExtensionString, '''') and key_0 = @GrainIdN0 and key_1 = @GrainIdN1
'),
('WriteToStorageKey', '
    with added as (
        insert into grain_states (service, state_name, key_text, key_0, key_1, version, payload)
        select @ServiceId, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''), @GrainIdN0, @GrainIdN1, 1, @PayloadBinary
        where @GrainStateVersion is null
        on conflict do nothing
        returning version
    ), replaced as (
        update grain_states set version = version + 1, payload = @PayloadBinary, written_at = now()
        where service = @ServiceId and state_name = @GrainTypeString and key_text = coalesce(@GrainIdExtensionString, '''') and key_0 = @GrainIdN0 and key_1 = @GrainIdN1
          and version = @GrainStateVersion
        returning version
    )
    select version as NewGrainStateVersion from added union all select version from replaced
'),
('ClearStorageKey', '
    update grain_states set version = version + 1, payload = null, written_at = now()
    where service = @ServiceId and state_name = @GrainTypeString and key_text = coalesce(@GrainIdExtensionString, '''') and key_0 = @GrainIdN0 and key_1 = @GrainIdN1
      and version = @GrainStateVersion
    returning version as NewGrainStateVersion
'),
('DeleteStorageKey', '
    delete from grain_states
    where service = @ServiceId and state_name = @GrainTypeString and key_text = coalesce(@GrainIdExtensionString, '''') and key_0 = @GrainIdN0 and key_1 = @GrainIdN1
      and version = @GrainStateVersion
    returning version + 1 as NewGrainStateVersion
');
